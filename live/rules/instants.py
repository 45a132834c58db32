"""Times that can be added to and compared.

Two datetimes of one `ZoneInfo` are subtracted and compared by their wall clocks, so a night on which the clock changes
would be an hour too long or too short, and a time of that hour equals nothing of another zone (PEP 495). With a fixed
offset everything is about instants.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo


def fixed(moment: datetime, zone: tzinfo) -> datetime:
    """Return the moment as the zone's clock shows it, with the offset the zone has then.

    A time that does not exist there is moved on by the gap.
    """
    local = moment.astimezone(UTC).astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0)), fold=0)


def nearest(clock: time, to: datetime, zone: tzinfo) -> datetime:
    """Return that time of day on the day that brings it nearest to a moment:

    00:15 for something that was at 23:50 is the next day.
    """
    day = to.astimezone(zone).date()
    return min(
        (on_day(day + timedelta(days=days), clock, zone) for days in (-1, 0, 1)), key=lambda moment: abs(moment - to)
    )


def within(clock: time, first: datetime, last: datetime, zone: tzinfo) -> datetime:
    """Return that time of day on the first day on which it lies between two moments; when there is none, on the first
    day.
    """
    begin, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    days = [on_day(begin + timedelta(days=n), clock, zone) for n in range((end - begin).days + 1)]
    return next((moment for moment in days if first <= moment <= last), days[0])


def on_day(day: date, clock: time, zone: tzinfo) -> datetime:
    return fixed(datetime.combine(day, clock, zone), zone)
