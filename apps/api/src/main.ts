import { setUpHttp } from '@rto/admin';
import { openRegosHandler } from '@rto/inbound';
import { runService } from '@rto/service';
import { ApiModule } from './api.module';

runService({
  scaled: true,
  module: (config, stores) => ApiModule.forRoot(config, stores),
  setUpHttp(app) {
    openRegosHandler(app);
    setUpHttp(app);
  },
});
