import { stop } from './running';

export default function teardown(): Promise<void> {
  return stop();
}
