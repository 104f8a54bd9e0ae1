/** The only source of time for domain code, so that a test can own it. */
export abstract class Clock {
  /** The current instant (UTC). */
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that moves only when told to; for tests. */
export class ManualClock extends Clock {
  constructor(private current = new Date('2026-11-23T09:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.current);
  }

  advance(ms: number): void {
    this.current = new Date(this.current.getTime() + ms);
  }

  set(instant: Date | string): void {
    this.current = new Date(instant);
  }
}

/** `instant` moved by `ms` milliseconds. */
export function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
