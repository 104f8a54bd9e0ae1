import { runKeyRotation } from '@rto/service';

void runKeyRotation();
