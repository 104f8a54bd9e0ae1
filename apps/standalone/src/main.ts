import { setUpHttp } from '@rto/admin';
import { openRegosHandler } from '@rto/inbound';
import { runService } from '@rto/service';
import { StandaloneModule } from './standalone.module';

runService({
  scaled: false,
  module: (config, stores) => StandaloneModule.forRoot(config, stores),
  setUpHttp(app) {
    openRegosHandler(app);
    setUpHttp(app);
  },
});
