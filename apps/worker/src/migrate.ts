import { runMigrations } from '@rto/service';

void runMigrations();
