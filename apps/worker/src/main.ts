import { runService } from '@rto/service';
import { WorkerModule } from './worker.module';

runService({ scaled: true, module: (config, stores) => WorkerModule.forRoot(config, stores) });
