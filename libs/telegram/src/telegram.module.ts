import { Global, Module } from '@nestjs/common';
import { CardsModule } from '@rto/cards';
import { CartModule } from '@rto/cart';
import { CatalogModule } from '@rto/catalog';
import { ChangesModule } from '@rto/cluster';
import { CustomersModule } from '@rto/customers';
import { NewsModule } from '@rto/news';
import { OrdersModule } from '@rto/orders';
import { BotProbe, DoctorModule, SettingsModule } from '@rto/settings';
import { TelegrafModule } from 'nestjs-telegraf';
import { TelegramBotProbe } from './checking/telegram-bot-probe';
import { TelegramClients } from './client/telegram-clients';
import { CartView } from './conversation/cart-view';
import { CheckoutCards } from './conversation/checkout-cards';
import { CheckoutCorrections } from './conversation/checkout-corrections';
import { CheckoutProgress } from './conversation/checkout-progress';
import { CheckoutQuestions } from './conversation/checkout-questions';
import { CheckoutStart } from './conversation/checkout-start';
import { CheckoutSummary } from './conversation/checkout-summary';
import { Conversation } from './conversation/conversation';
import { ConversationUpdate } from './conversation/conversation.update';
import { Corrections } from './conversation/corrections';
import { DialogRepository } from './conversation/dialog.repository';
import { CALLBACK_CODEC, FLOW_PROVIDERS } from './conversation/flows';
import { OwnerEntry } from './conversation/owner-entry';
import { StartLinks } from './conversation/start-links';
import { ScreenWaits } from './conversation/screen-waits';
import { Conversations } from './conversation/conversations';
import { WaitingChats } from './conversation/waiting-chats';
import { BotHost } from './polling/bot-host';
import { ChatWork } from './inbox/chat-work';
import { CurrentBots } from './inbox/current-bots';
import { UpdateInbox } from './inbox/update-inbox';
import { InboxSweep } from './inbox/inbox-sweep';
import { PollShardRepository } from './polling/poll-shard.repository';
import { PollShards } from './polling/poll-shards';
import { MembershipUpdate } from './inbox/membership.update';
import { InlineResults } from './inline/inline-results';
import { InlineUpdate } from './inline/inline.update';
import { ReturningPeople } from './inbox/returning-people';
import { TenantShare } from './inbox/tenant-share';
import { UpdateCounts } from './inbox/update-counts';
import { UpdateDispatcher } from './inbox/update-dispatcher';
import { UpdateIntake } from './inbox/update-intake';
import { UpdateRouter } from './inbox/update-router';
import { CallbackCodec } from './sending/callback-codec';
import { ClosedChats } from './sending/closed-chats';
import { CampaignSender } from './notices/campaign-sender';
import { ReminderScreens } from './notices/reminder-sender';
import { NoticeSender } from './notices/notice-sender';
import { NoticeSweep } from './notices/notice-sweep';
import { CampaignsProcessor, NoticesProcessor } from './notices/notices.processor';
import { PhotoFiles } from './sending/photo-files';
import { ReplyPresenter } from './conversation/reply-presenter';
import { ScreenSender } from './sending/screen-sender';
import { StaffCards } from './staff/staff-cards';
import { StaffChatMoves } from './sending/staff-chat-moves';
import { StaffDesk } from './staff/staff-desk';
import { StaffUpdate } from './staff/staff.update';
import { StaffTalks } from './talks/staff-talks';
import { TalkCarrier } from './talks/talk-carrier';
import { BotSetupRepository } from './setup/bot-setup.repository';
import { WebhookAddresses } from './setup/webhook-address';

/** The one way to Telegram; one client a tenant in a process. */
@Module({ providers: [TelegramClients], exports: [TelegramClients] })
export class ClientsModule {}

/** What the settings doctor asks Telegram with. Global: settings may not import us. */
@Global()
@Module({
  imports: [ClientsModule, ChangesModule],
  providers: [WebhookAddresses, BotSetupRepository, { provide: BotProbe, useClass: TelegramBotProbe }],
  exports: [BotProbe],
})
export class BotProbeModule {}

/** How anything is sent; used by the bots and by the workers. */
@Module({
  imports: [ClientsModule],
  providers: [PhotoFiles, ScreenSender, { provide: CallbackCodec, useValue: CALLBACK_CODEC }],
  exports: [ClientsModule, ScreenSender],
})
class SendingModule {}

/** What the bots say, and the work on the updates this process receives or others have left. */
@Module({
  imports: [
    // the template whose handlers serve every tenant; it never starts (docs/hosts.md 3)
    TelegrafModule.forRoot({
      token: '0:template',
      launchOptions: false,
      options: { telegram: { webhookReply: false } },
    }),
    CardsModule,
    CartModule,
    CatalogModule,
    CustomersModule,
    NewsModule,
    OrdersModule,
    SettingsModule,
    SendingModule,
    ChangesModule,
    BotProbeModule,
    DoctorModule,
  ],
  providers: [
    // before the conversation, to which it hands on what is none of the staff's
    StaffUpdate,
    StaffDesk,
    StaffTalks,
    StaffCards,
    StaffChatMoves,
    ConversationUpdate,
    ScreenWaits,
    WaitingChats,
    Conversation,
    StartLinks,
    OwnerEntry,
    Corrections,
    ...FLOW_PROVIDERS,
    CartView,
    CheckoutCards,
    CheckoutCorrections,
    CheckoutProgress,
    CheckoutQuestions,
    CheckoutStart,
    CheckoutSummary,
    Conversations,
    DialogRepository,
    ReplyPresenter,
    UpdateInbox,
    UpdateRouter,
    MembershipUpdate,
    InlineResults,
    InlineUpdate,
    ReturningPeople,
    CurrentBots,
    ChatWork,
    { provide: TenantShare, useFactory: () => new TenantShare() },
    UpdateCounts,
    UpdateDispatcher,
    UpdateIntake,
    InboxSweep,
  ],
  exports: [UpdateIntake],
})
export class ConversationModule {}

/** Long polling for this process's part of the bots; without effect in webhook mode. */
@Module({
  imports: [ConversationModule, SettingsModule, ClientsModule],
  providers: [PollShardRepository, PollShards, BotHost],
})
export class PollingModule {}

/** The part of Telegram in a worker process: messages that are sent unasked. */
@Module({
  imports: [
    CartModule,
    CatalogModule,
    CustomersModule,
    NewsModule,
    OrdersModule,
    SettingsModule,
    SendingModule,
  ],
  providers: [
    CampaignSender,
    ReminderScreens,
    StaffCards,
    StaffChatMoves,
    TalkCarrier,
    NoticeSender,
    ClosedChats,
    NoticesProcessor,
    CampaignsProcessor,
    NoticeSweep,
  ],
})
export class NoticesWorkerModule {}
