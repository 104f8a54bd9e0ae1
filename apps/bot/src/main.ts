import { runService } from '@rto/service';
import { BotModule } from './bot.module';

runService({ scaled: true, module: (config, stores) => BotModule.forRoot(config, stores) });
