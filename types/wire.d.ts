/** What comes from the server: docs/protocol.md says what each part means. */

interface Piece {
  id: string;
  list: string | null;
  html: string;
}

interface You {
  role: string;
  upvoted?: string[];
  ballots?: Record<string, string[]>;
  put?: Piece[];
  badge?: string | null;
  ticket?: string;
}

interface Results {
  people: number;
  counts: [id: string, words: string, n: number][];
}

interface Cue {
  id: string;
  text: string;
  given_at: number;
  seen_at: number;
}

interface Seat {
  id: string;
  name: string;
  question: string;
  kind: string;
}

interface Pulse {
  people?: number;
  connections?: number;
  votes?: Record<string, number>;
  ledger?: Record<string, number>;
  signals?: Record<string, number>;
  polls?: Record<string, Results>;
  answered?: Record<string, number>;
  doubted?: number;
  desk?: Seat[];
  cue?: Cue | null;
  stages?: { seen: number; stale: number; heard_at: number };
  unheard?: boolean;
  top?: string[];
}

interface Change {
  put?: Piece[];
  drop?: string[];
  say?: string;
  level?: string;
  about?: string;
  quote?: { text: string; lang: string };
  total?: number;
  again?: boolean;
  own?: boolean;
  question?: StateQuestion;
  announcement?: StateAnnouncement;
  poll?: StatePoll;
  order?: StateOrder;
  event?: StateEvent;
  sessions?: StateSession[];
  removed?: string[];
  agenda?: StateAgenda;
}

type Frame =
  | { type: "hello"; cursor: string; now: string; heartbeat: number; you?: You }
  | { type: "changes"; prev: string; cursor: string; changes: Change[]; now?: undefined }
  | ({ type: "pulse"; now?: undefined } & Pulse)
  | { type: "resync"; why: string; now?: undefined }
  | { type: "beat"; now: string; cursor: string }
  | { type: "bye"; code: number; after: [number, number]; now?: undefined };

interface StateEvent {
  title: string;
  language: string;
  stage: string;
  advance: string;
  accent: string | null;
  logo: { url: string; width: number; height: number; ground: string; text: string } | null;
  revision: number;
}

interface StateSession {
  id: string;
  title: string;
  kind: string;
  starts: string;
  ends: string;
  planned_starts: string;
  status: string;
  by_hand: boolean;
  place: number;
  track: string;
  language: string;
  speakers: string[];
}

interface StateAgenda {
  revision: number;
  sessions: StateSession[];
}

interface StateQuestion {
  id: string;
  number: number;
  text: string;
  name: string | null;
  status: string;
  votes: number;
  pinned: boolean;
  changed_at: string;
  revision: number;
}

interface StateAnnouncement {
  id: string;
  text: string;
  level: string;
  at: string;
  expires_at: string | null;
  retracted: boolean;
}

interface StatePoll {
  id: string;
  text: string;
  kind: string;
  status: string;
  options: { id: string; text: string }[];
  opened_at: string | null;
  made_at: string;
  removed?: boolean;
  results?: Results | null;
  answered?: number;
}

interface StateOrder {
  ids: string[];
  revision: number;
}

/** STATE: the whole event as data. */
interface State {
  cursor: string;
  now: string;
  event: StateEvent;
  agenda: StateAgenda;
  announcements: StateAnnouncement[];
  questions: StateQuestion[];
  polls?: StatePoll[];
  order?: StateOrder;
  presence: { people?: number; connections?: number };
}

/** Why something was refused, in the reader's language, and the thing as it is now. */
interface Refusal {
  code: string;
  message: string;
  field?: string;
  current?: Current;
}

/** What keeps a queue of sentences for those who listen. */
interface Speaking {
  say(text: string | undefined, urgent?: boolean): void;
  settle(text: string | undefined, about: string): void;
}
