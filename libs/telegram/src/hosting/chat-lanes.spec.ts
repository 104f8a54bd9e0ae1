import { ChatLanes } from './chat-lanes';

/** A piece of work that ends when it is told to. */
class Work {
  isRunning = false;
  end!: () => void;

  readonly run = async (): Promise<void> => {
    this.isRunning = true;
    await new Promise<void>((resolve) => (this.end = resolve));
    this.isRunning = false;
  };
}

describe('ChatLanes', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('does the work of one chat in order, one piece at a time', async () => {
    const lanes = new ChatLanes();
    const [first, second] = [new Work(), new Work()];
    void lanes.add(1, first.run);
    void lanes.add(1, second.run);
    await turn();
    expect([first.isRunning, second.isRunning]).toEqual([true, false]);
    first.end();
    await turn();
    expect([first.isRunning, second.isRunning]).toEqual([false, true]);
  });

  it('does the work of different chats side by side', async () => {
    const lanes = new ChatLanes();
    const [one, other] = [new Work(), new Work()];
    void lanes.add(1, one.run);
    void lanes.add(2, other.run);
    await turn();
    expect([one.isRunning, other.isRunning]).toEqual([true, true]);
  });

  it('counts what waits or runs, and is idle when all of it is done', async () => {
    const lanes = new ChatLanes();
    const [first, second] = [new Work(), new Work()];
    void lanes.add(1, first.run);
    void lanes.add(1, second.run);
    let isIdle = false;
    const idle = lanes.idle().then(() => (isIdle = true));
    expect(lanes.pending).toBe(2);
    await turn();
    first.end();
    await turn();
    expect([lanes.pending, isIdle]).toEqual([1, false]);
    second.end();
    await idle;
    expect(lanes.pending).toBe(0);
  });
});
