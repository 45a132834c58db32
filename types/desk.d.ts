/** What the parts of the desk tell each other, and what its moves are answered with. */

/** A sentence for those who listen; an urgent one interrupts. */
type Say = (text: string | undefined, urgent?: boolean) => void;

/** A time of the day in the event's zone. */
type TimeOfDay = (ms: number) => string;

/** What the parts of the desk share. */
interface Desk {
  base: string;
  undo: import("../static/js/desk/undo.js").Undo;
  region: Speaking;
  clock: import("../static/js/desk/clock.js").DeskClock;
  /** What was just done is in the store at this cursor. */
  reached(cursor: string): Promise<void>;
  /** Whether the store is away. */
  store(away: boolean): void;
  /** In words, where what has been done is told. */
  tell(text: string | undefined): void;
  refused(error: Refusal | undefined): null;
}

/** What a moderator wants done. */
interface Wish {
  /** What it is a move of: `question`, `label`, `session`, `poll`, `setting` … */
  kind: string;
  /** The move: the last part of its address. */
  does: string;
  form: HTMLFormElement;
  /** Where it was pressed: a line, or the pane's question. */
  shown: HTMLElement | null;
  /** The thing it changes, */
  about: string;
  /** and its revision before. */
  was: number;
  action: string;
  fields: Record<string, string>;
  /** It takes another one back. */
  isBack?: boolean;
}

/** How things were before a move: the question, or the words of the form that was sent. */
interface Seen {
  question: QuestionBefore | null;
  words: string | undefined;
}

interface QuestionBefore {
  status: string;
  text: string;
  answer: string;
  reason: string;
  pinned: boolean;
  promised: boolean;
}

/** A move of one question among several: which it was, and what it takes to take it back. */
interface EachBefore {
  does: string;
  was: QuestionBefore;
  revision: number;
}

/** The move that takes another one back; `path` is below the desk's address. */
interface WayBack {
  kind: string;
  path: string;
  fields: Record<string, string>;
  does: string;
}

/** What one step changed: the thing, its revision before, and after. */
interface Part {
  about: string;
  was: number;
  now: number;
}

/** What a moderator did, and how it is taken back: null when that was refused. */
interface Step {
  what: string | undefined;
  parts: Part[];
  run: (parts: Part[]) => Promise<{ about: string; now: number }[] | null>;
}

type Undoing = Omit<Step, "what">;

/** A thing as it is now, where a move of it was refused. */
interface Current {
  revision: number;
  moved_by?: string;
  labels?: string[];
  ids?: string[];
  starts?: string;
  ends?: string;
  title?: string;
  text?: string;
  status?: string;
  answer?: string;
  reason?: string;
  agenda?: { revision: number };
}

interface MovedQuestion extends StateQuestion {
  merged_into: string | null;
}

/** What a move is answered with: the things it is about, as they now are. */
interface Moved {
  /** Its name, of a set of polls. */
  set?: string;
  cursor: string;
  question: MovedQuestion;
  questions?: MovedQuestion[];
  skipped?: { id: string; number: number; code: string }[];
  mark: Mark;
  marks?: Mark[];
  session?: StateSession;
  agenda?: { revision: number };
  event?: StateEvent;
  poll: StatePoll;
  announcement: StateAnnouncement & { due_at: string | null };
  order: StateOrder;
  cue: Cue | null;
  /** How the other desks call this one. */
  you: string;
  error?: Refusal;
}

interface Mark {
  id: string;
  labels: string[];
  revision: number;
}

interface Sent {
  ok: boolean;
  body: Moved;
}

/** Ways out when something runs over, or a hole that can be closed: times are RFC 3339, `over` is in minutes. */
interface Slips {
  session: StateSession | null;
  over: number;
  due: boolean;
  slips: Slip[];
  hole: { next: StateSession; minutes: number; ends: string } | null;
}

interface Slip {
  move: string;
  minutes: number;
  rest: string;
  ends: string;
  sessions: StateSession[];
}
