import { setUpHttp } from '@rto/admin';
import { runService } from '@rto/service';
import { ApiModule } from './api.module';

runService({ scaled: true, module: (config, stores) => ApiModule.forRoot(config, stores), setUpHttp });
