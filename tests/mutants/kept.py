"""Small mistakes somebody could make in the product, and the test that must notice each.

A mistake is a text and what it becomes. It is looked for in all files of a room, so that it outlives a move; that it occurs
there exactly once is checked in CI. What should notice is the name of a test.
"""

from typing import NamedTuple


class Mutant(NamedTuple):
    room: str  # a folder of live/
    old: str
    new: str
    noticed_by: str


RULES = (
    Mutant("rules", "VOTABLE = frozenset({Status.APPROVED, Status.LIVE})", "VOTABLE = frozenset({Status.APPROVED})", "test_votes_are_for_what_is_open_and_on_the_list"),
    Mutant("rules", "VOTABLE = frozenset({Status.APPROVED, Status.LIVE})", "VOTABLE = PUBLIC", "test_votes_are_for_what_is_open_and_on_the_list"),
    Mutant("rules", "opened_at=poll.opened_at or now", "opened_at=now", "test_a_poll_that_is_opened_again_was_opened_when_it_was_opened_first"),
    Mutant("rules", "or now, closed_at=None", "or now", "test_a_poll_that_is_opened_again_was_opened_when_it_was_opened_first"),
    Mutant("rules", "(-pair[1], pair[0]))[:MOST_TOLD]", "(-pair[1], pair[0]))[: MOST_TOLD + 1]", "test_forty_words_are_told_the_most_frequent_first_and_equal_ones_by_their_letters"),
    Mutant("rules", "in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))", "in sorted(counts.items(), key=lambda pair: pair[0])", "test_forty_words_are_told_the_most_frequent_first_and_equal_ones_by_their_letters"),
    Mutant("rules", "now < announcement.expires_at", "now <= announcement.expires_at", "test_an_announcement_stands_until_the_moment_it_expires"),
    Mutant("rules", "in self._taken.items() if until > now", "in self._taken.items() if until < now", "test_what_is_counted_in_memory_forgets_who_may_act_again_and_nobody_else"),
    Mutant("rules", "if len(self._taken) > MOST_COUNTED:", "if False:", "test_what_is_counted_in_memory_forgets_who_may_act_again_and_nobody_else"),
    Mutant("rules", "NIGHT = timedelta(hours=4)", "NIGHT = timedelta(hours=5)", "test_a_night_is_four_hours_and_not_a_minute_less"),
    Mutant("rules", "session.starts - busy >= NIGHT", "session.starts - busy > NIGHT", "test_a_night_is_four_hours_and_not_a_minute_less"),
    Mutant("rules", "if now >= session.starts or rest == Rest.SHIFT:", "if now >= session.starts:", "test_who_begins_early_with_everything_else_cannot_pass_over_what_comes_before"),
    Mutant("rules", "(*moves.moves, move)[-KEPT:]", "(*moves.moves, move)[:KEPT]", "test_the_last_fifty_moves_can_be_undone_the_newest_first"),
    Mutant("rules", "[-KEPT:], revision=moves.revision + 1", "[-KEPT:], revision=moves.revision", "test_the_last_fifty_moves_can_be_undone_the_newest_first"),
)  # fmt: skip

ACTIONS = (
    Mutant("actions", "now - a.at > SAME_WITHIN", "now - a.at >= SAME_WITHIN", "test_the_same_words_within_a_minute_are_one_announcement_and_later_or_taken_back_another"),
    Mutant("actions", "(a.retracted or now - a.at", "(now - a.at", "test_the_same_words_within_a_minute_are_one_announcement_and_later_or_taken_back_another"),
    Mutant("actions", "now + AGAIN_SECONDS * 2**one.missed", "now + AGAIN_SECONDS", "test_who_is_not_there_is_looked_for_again_twice_as_late_each_time_and_not_for_ever"),
    Mutant("actions", "replace(one, stayed=0, missed=one.missed + 1)", "replace(one, missed=one.missed + 1)", "test_who_is_not_there_is_looked_for_again_twice_as_late_each_time_and_not_for_ever"),
    Mutant("actions", "if one.missed > MOST_MISSED:", "if one.missed >= MOST_MISSED:", "test_who_is_not_there_is_looked_for_again_twice_as_late_each_time_and_not_for_ever"),
    Mutant("actions", "self._due[0].at <= now", "self._due[0].at < now", "test_who_is_not_there_is_looked_for_again_twice_as_late_each_time_and_not_for_ever"),
    Mutant("actions", "elif one.stayed + 1 < LOOKS:", "elif one.stayed < LOOKS:", "test_who_has_been_there_at_every_look_counts"),
    Mutant("actions", "for one in due], grace=GRACE_SECONDS)", "for one in due])", "test_who_has_just_left_has_not_stayed"),
    Mutant("store/lua", "KEYS[6], person) == 1 then return 0", "KEYS[6], person) == 2 then return 0", "test_who_is_taken_at_their_word_takes_one_of_the_share_however_often_they_are_met"),
    Mutant("store/lua", "if not connected and tonumber", "if tonumber", "test_beyond_its_share_of_a_place_a_small_part_of_the_audience_need_not_be_connected"),
    Mutant("actions", "if arrival is None or not self._acting.limits or who in self._known", "if arrival is None or who in self._known", "test_without_limits_nobody_is_doubted"),
    Mutant("actions", "return was if same else nearest(clock, was, zone)", "return nearest(clock, was, zone)", "test_a_form_that_repeats_a_time_of_day_does_not_take_its_seconds_away"),
    Mutant("actions", 'status = old.status if new.status == "scheduled" else new.status', "status = new.status", "test_a_session_that_was_cancelled_by_hand_stays_so_when_the_programme_is_imported_again"),
    Mutant("actions", 'status = old.status if new.status == "scheduled" else new.status', "status = old.status", "test_a_session_that_was_cancelled_by_hand_stays_so_when_the_programme_is_imported_again"),
    Mutant("actions", "if first := await self._first(copy, key):", "if first := None:", "test_a_retry_gets_its_first_answer_also_when_it_would_be_refused_now"),
    Mutant("actions", "return await self._first(copy, key) or Done(", "return Done(", "test_a_retry_gets_its_first_answer_also_when_there_is_nothing_left_to_do"),
    Mutant("actions", "if seen is not None and seen != revision:", "if seen is not None and seen < revision:", "test_a_revision_must_be_exactly_the_one_that_is"),
    Mutant("actions", "len(kept) >= MOST_POLLS", "len(kept) > MOST_POLLS", "test_an_event_has_fifty_polls_and_no_more"),
    Mutant("actions", "if wish.on != await _voted(actor, copy, question):", "if wish.on:", "test_a_vote_that_stands_is_a_success_after_the_answer_and_another_is_not"),
    Mutant("actions", "if chosen != await _given(actor, poll_id):", "if not chosen:", "test_an_answer_that_was_kept_is_a_success_when_it_is_sent_again_after_the_end"),
)  # fmt: skip

PUSH = (
    Mutant("push", "pulses[0] if len(pulses) == 1 else self.crowd.whole_pulse(self.audience.badge)", "pulses[-1]", "test_who_lags_gets_the_counts_of_all_questions_that_changed_meanwhile"),
    Mutant("push", 'elif frame.type != "beat" or member.sent == self.top:', 'elif frame.type != "beat":', "test_who_lags_gets_no_stale_beat_but_the_one_that_names_where_they_stand"),
    Mutant("push", 'elif frame.type != "beat" or member.sent == self.top:', "else:", "test_who_lags_gets_no_stale_beat_but_the_one_that_names_where_they_stand"),
    Mutant("push", "while member.sent < self.top and size < CHUNK:", "while member.sent < self.top:", "test_who_lags_is_given_a_bounded_piece_at_once"),
    Mutant("push", "self._base += len(self._ring) - RING", "self._base += len(self._ring)", "test_the_ring_keeps_its_numbers_when_it_is_cut"),
    Mutant("push", "last.place = member.place", "pass", "test_removing_a_member_keeps_everybody_elses_place"),
    Mutant("push", "self._flushing = self._aim != self.top", "self._flushing = False", "test_what_is_published_during_a_flush_reaches_those_it_has_passed"),
    Mutant("push", "for at, frame in owed if at <= number", "for at, frame in owed if at < number", "test_the_asker_gets_the_own_frame_at_its_place_also_when_lagging"),
    Mutant("push", "self.cursor = cursor\n        self.continued.clear()", "self.cursor = cursor", "test_what_follows_a_cursor_is_worked_out_anew_once_more_has_happened"),
    Mutant("push", "if len(channel.continued) >= MOST_CURSORS:", "if False:", "test_cursors_that_clients_make_up_fill_no_memory"),
    Mutant("push", "start = cursor if cursor and follows and follows.type == \"changes\" else channel.cursor", "start = channel.cursor", "test_who_comes_back_gets_what_came_meanwhile_from_their_own_cursor_on"),
    Mutant("push", "len(crowd.of(person.id)) >= MOST_PER_PERSON", "len(crowd.of(person.id)) > MOST_PER_PERSON", "test_one_person_may_have_many_tabs_but_not_any_number"),
    Mutant("push", "if person.role is Role.ATTENDEE and len(crowd.of(person.id))", "if len(crowd.of(person.id))", "test_moderators_share_a_link_and_may_have_any_number_of_tabs"),
    Mutant("push", "self.lagging.pop(connection, None)", "pass", "test_nobody_who_has_left_is_looked_after"),
    Mutant("push", "role in (None, connection.channel.audience.badge)", "role in (None, connection.channel.audience.role)", "test_renewing_the_speakers_link_ends_the_speakers_and_nobody_else"),
    Mutant("push", ' if copy.state.questions[q].status == "approved"]', "]", "test_a_speaker_is_told_what_is_still_open_at_the_top_of_the_queue"),
    Mutant("push", "if poll in polls and is_public(polls[poll]) and results_for(", "if poll in polls and results_for(", "test_how_many_have_answered_is_told_only_of_polls_that_everyone_sees"),
    Mutant("push", "if q in questions and questions[q].status in PUBLIC}", "if q in questions}", "test_attendees_get_no_counts_of_what_is_not_on_their_list"),
    Mutant("push", "self._votes |= votes", "self._votes = votes", "test_counts_of_a_moment_become_one_frame_when_there_are_many"),
    Mutant("push", "min(float(wait), LONGEST_SECONDS)", "float(wait)", "test_a_poll_waits_as_long_as_asked_and_below_thirty_seconds"),
    Mutant("push", "for q in (one, *following(questions, followers, one.id))", "for q in (one,)", "test_news_of_what_my_question_was_merged_into_ends_a_poll_at_once"),
    Mutant("push", "channel.ping_at = channel.beat_at", "pass", "test_a_beat_asks_for_an_answer_once_a_minute_and_no_oftener"),
    Mutant("push", "await asyncio.sleep(GATHER_SECONDS)", "pass", "test_what_comes_together_goes_together"),
    Mutant("push", "if key in newer and not change.agenda_revision:", "if key in newer:", "test_a_change_of_the_event_that_moved_sessions_is_told_though_the_event_changed_again"),
    Mutant("push", 'spans=change.spans and "span" not in newer', "spans=change.spans", "test_when_the_event_ends_is_told_by_the_last_move_that_changed_it"),
    Mutant("push", 'things.add("span")', 'things.add("event")', "test_a_programme_that_ends_later_does_not_hide_that_a_setting_has_changed"),
    Mutant("push", "_leaving(rest) if key in were_public and not was_public(rest) else rest", "rest", "test_a_poll_that_left_the_page_while_somebody_was_away_leaves_it_for_them_too"),
    Mutant("push", "_leaving(rest) if key in were_public and not was_public(rest) else rest", "_leaving(rest)", "test_what_left_the_list_while_somebody_was_away_leaves_it_for_them_too"),
)  # fmt: skip

STORE = (
    Mutant("store", "or int(n) < stood.n:", "or int(n) < copy.cursor.n:", "test_what_is_written_while_positions_are_compared_is_no_fork"),
    Mutant("store", 'start = f"({entries[-1][0].decode()}"', "start = entries[-1][0].decode()", "test_a_log_that_is_read_in_pieces_has_every_move_once"),
    Mutant("store", "if len(entries) < AT_ONCE:", "if entries:", "test_a_log_that_is_read_in_pieces_has_every_move_once"),
    Mutant("store", "(minute == last and people <= most)", "(people <= most)", "test_a_minute_is_written_when_it_is_new_or_fuller"),
    Mutant("store", "(minute == last and people <= most)", "(minute == last and people < most)", "test_a_minute_is_written_when_it_is_new_or_fuller"),
    Mutant("store", "if not people or (minute", "if (minute", "test_a_minute_is_written_when_it_is_new_or_fuller"),
    Mutant("store", "await self._database.write(lambda r: r.hdel(EVENTS, slug))", "pass", "test_a_deleted_event_is_not_listed_and_nothing_of_it_is_left"),
    Mutant("store/lua", "if ARGV[1] ~= '' and ARGV[1] ~= known[1] then", "if false then", "test_a_write_for_another_history_is_stale_and_leaves_nothing"),
    Mutant("store/lua", "if (redis.call('HGET', revisions, field) or '0') ~= revision then", "if false then", "test_a_write_is_stale_when_somebody_was_faster"),
    Mutant("store/lua", "if remembered then return {'again', remembered} end", "", "test_the_same_key_is_answered_the_same_for_two_days_and_writes_once"),
    Mutant("store/lua", "redis.call('SET', answer, id .. ' ' .. body, 'PX', ARGV[2])", "redis.call('SET', answer, id .. ' ' .. body)", "test_the_same_key_is_answered_the_same_for_two_days_and_writes_once"),
    Mutant("store/lua", "local over = until_ms - now - tonumber(ARGV[4]) * every", "local over = until_ms - now - (tonumber(ARGV[4]) + 1) * every", "test_a_limit_lets_exactly_so_many_through_at_once"),
    Mutant("store/lua", "if was then redis.call('HINCRBY', KEYS[8], '#' .. was, -1) end", "", "test_counts_are_those_of_a_careful_bookkeeper"),
    Mutant("store/lua", "was = math.max(was, redis.call('SISMEMBER', KEYS[i], person))", "was = redis.call('SISMEMBER', KEYS[i], person)", "test_counts_are_those_of_a_careful_bookkeeper"),
    Mutant("store/lua", "for i = first, #KEYS do redis.call('SREM', KEYS[i], person) end", "redis.call('SREM', KEYS[first], person)", "test_counts_are_those_of_a_careful_bookkeeper"),
    Mutant("store/lua", "if was == tonumber(ARGV[3]) or redis.call", "if redis.call", "test_a_vote_that_changes_nothing_tells_nobody"),
    Mutant("store/lua", "or redis.call('SISMEMBER', KEYS[5], person) == 1 then\n  return tonumber", "then\n  return tonumber", "test_whose_votes_count_is_nobody_new_and_a_counted_crowd_takes_newcomers_along"),
    Mutant("store/lua", "return key ~= '' and not redis.call('SET', answer, '', 'NX', 'EX', 600)", "return false", "test_a_vote_that_was_stuck_on_its_way_does_not_undo_a_newer_one"),
    Mutant("store/lua", "if is_late(KEYS[6], ARGV[5]) then return -2 end", "", "test_an_answer_that_was_stuck_on_its_way_does_not_undo_a_newer_one"),
    Mutant("store/lua", "for i = 5, #ARGV, 3 do redis.call('SREM', KEYS[3], ARGV[i]) end", "", "test_a_vote_that_changes_nothing_tells_nobody"),
    Mutant("store/lua", "if redis.call('HGET', KEYS[2], 'poll:' .. ARGV[1]) ~= ARGV[2] then return -1 end", "", "test_an_answer_that_was_decided_before_the_poll_closed_is_not_counted_after_it"),
    Mutant("store/lua", "count(KEYS[4], was, -1)", "", "test_one_person_counts_once_and_may_change_their_mind"),
    Mutant("store/lua", "by) <= 0 then redis.call('HDEL', tally, choice) end", "by) < 0 then redis.call('HDEL', tally, choice) end", "test_one_person_counts_once_and_may_change_their_mind"),
    Mutant("store/lua", "count = count - #redis.call('SINTER', all, doubted)", "count = count", "test_a_burst_waits_and_is_judged_and_judged_again"),
    Mutant("store/lua", "if redis.call('EXISTS', KEYS[1]) == 1 or redis.call", "if redis.call", "test_whose_votes_count_is_nobody_new_and_a_counted_crowd_takes_newcomers_along"),
    Mutant("store/lua", "if redis.call('HGET', KEYS[3], burst) == 'counted' then return 0 end", "", "test_whose_votes_count_is_nobody_new_and_a_counted_crowd_takes_newcomers_along"),
    Mutant("store/lua", "if how == 'left' then redis.call('SDIFFSTORE', doubted, doubted, stayed) end", "", "test_leaving_a_burst_out_leaves_those_in_who_have_stayed"),
    Mutant("store/lua", "beside >= tonumber(ARGV[6])", "beside > tonumber(ARGV[6])", "test_one_place_leaves_room_for_the_screens_of_others"),
    Mutant("store/lua", "if redis.call('HEXISTS', KEYS[1], 'epoch') == 1 then return 0 end", "", "test_an_address_that_is_taken_is_left_alone"),
)  # fmt: skip

MUTANTS = RULES + ACTIONS + PUSH + STORE
