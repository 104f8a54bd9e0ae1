import { randomBytes } from 'node:crypto';
import { badRequest } from '../api-error';
import { isObject, type FormattedText, type GeoPoint } from '../wire';
import { MAX_CAPTION, MAX_TEXT, readFormatted } from './formatted-text';
import type { ApiCall, ApiMethods } from './method';
import { conversationOf, post, readMarkup, readPhoto, SEND_PARAMS, spendLimit } from './sending';

const CHAT_ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
];
/** How the file ids of voices begin. */
const VOICE_FILE_ID = 'AwAC';
const MIN_ALBUM = 2;
const MAX_ALBUM = 10;

export const sendMethods: ApiMethods = {
  sendMessage: {
    params: [
      ...SEND_PARAMS,
      'text',
      'parse_mode',
      'entities',
      'link_preview_options',
      'disable_web_page_preview',
    ],
    run: sendMessage,
  },
  sendPhoto: {
    params: [
      ...SEND_PARAMS,
      'photo',
      'caption',
      'parse_mode',
      'caption_entities',
      'show_caption_above_media',
      'has_spoiler',
    ],
    run: sendPhoto,
  },
  sendVoice: {
    params: [...SEND_PARAMS, 'voice', 'caption', 'parse_mode', 'caption_entities', 'duration'],
    run: sendVoice,
  },
  sendDocument: {
    params: [
      ...SEND_PARAMS,
      'document',
      'thumbnail',
      'caption',
      'parse_mode',
      'caption_entities',
      'disable_content_type_detection',
    ],
    run: sendDocument,
  },
  sendMediaGroup: {
    params: [...SEND_PARAMS.filter((name) => name !== 'reply_markup'), 'media'],
    run: sendMediaGroup,
  },
  sendLocation: {
    params: [
      ...SEND_PARAMS,
      'latitude',
      'longitude',
      'horizontal_accuracy',
      'live_period',
      'heading',
      'proximity_alert_radius',
    ],
    run: sendLocation,
  },
  sendVenue: {
    params: [
      ...SEND_PARAMS,
      'latitude',
      'longitude',
      'title',
      'address',
      'foursquare_id',
      'foursquare_type',
      'google_place_id',
      'google_place_type',
    ],
    run: sendVenue,
  },
  sendChatAction: {
    params: ['business_connection_id', 'chat_id', 'message_thread_id', 'action'],
    run: sendChatAction,
  },
};

function sendMessage(call: ApiCall): unknown {
  const { params } = call;
  const conversation = conversationOf(call);
  if (!params.text('text')) throw badRequest('message text is empty');
  const content = readFormatted({
    text: params.text('text'),
    parseMode: params.text('parse_mode'),
    entities: params.json('entities'),
  });
  if (content.text === '') throw badRequest('text must be non-empty');
  if (content.text.length > MAX_TEXT) throw badRequest('message is too long');
  const markup = readMarkup(call);
  spendLimit(call, conversation);
  return post(call, conversation, { kind: 'text', content }, markup);
}

function sendPhoto(call: ApiCall): unknown {
  const { params } = call;
  const conversation = conversationOf(call);
  const caption = readCaption({
    caption: params.text('caption'),
    parse_mode: params.text('parse_mode'),
    caption_entities: params.json('caption_entities'),
  });
  const markup = readMarkup(call);
  const photo = readPhoto(call, params.text('photo'), params.file('photo'));
  spendLimit(call, conversation);
  return post(call, conversation, { kind: 'photo', photo, caption }, markup);
}

/** Of voices by their file ids only: the fake keeps none. */
function sendVoice(call: ApiCall): unknown {
  const { params } = call;
  const conversation = conversationOf(call);
  const { text: caption } = readCaption({
    caption: params.text('caption'),
    parse_mode: params.text('parse_mode'),
    caption_entities: params.json('caption_entities'),
  });
  const markup = readMarkup(call);
  const fileId = params.text('voice') ?? '';
  if (!fileId.startsWith(VOICE_FILE_ID)) throw badRequest('wrong file identifier/HTTP URL specified');
  spendLimit(call, conversation);
  const voice = { file_id: fileId, file_unique_id: 'file', duration: 3, mime_type: 'audio/ogg' };
  return post(call, conversation, { kind: 'other', content: { voice }, caption }, markup);
}

/** Uploads alone, which is all that a bot of ours sends. */
function sendDocument(call: ApiCall): unknown {
  const { params } = call;
  const conversation = conversationOf(call);
  const caption = readCaption({
    caption: params.text('caption'),
    parse_mode: params.text('parse_mode'),
    caption_entities: params.json('caption_entities'),
  });
  const markup = readMarkup(call);
  const file = params.file('document');
  if (!file) throw badRequest('there is no document in the request');
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  spendLimit(call, conversation);
  const id = randomBytes(16).toString('base64url');
  const document = {
    ...{ file_id: id, file_unique_id: id.slice(0, 12), file_size: file.bytes.length },
    ...{ file_name: file.name, mime_type: file.contentType },
  };
  return post(call, conversation, { kind: 'other', content: { document }, caption: caption.text }, markup);
}

function sendMediaGroup(call: ApiCall): unknown {
  const conversation = conversationOf(call);
  const media = call.params.json('media', "can't parse media JSON object");
  if (!Array.isArray(media) || media.length < MIN_ALBUM || media.length > MAX_ALBUM) {
    throw badRequest('group send failed: an album has 2-10 items'); // assumed wording
  }
  const mediaGroupId = String(call.world.clock.now().getTime());
  const bodies = media.map((item: unknown) => {
    if (!isObject(item) || item['type'] !== 'photo') throw badRequest('the fake sends albums of photos only');
    return {
      kind: 'photo' as const,
      photo: readPhoto(call, item['media']),
      caption: readCaption(item),
      mediaGroupId,
    };
  });
  spendLimit(call, conversation);
  return bodies.map((body) => post(call, conversation, body));
}

function sendLocation(call: ApiCall): unknown {
  const conversation = conversationOf(call);
  const location = readPoint(call);
  const markup = readMarkup(call);
  spendLimit(call, conversation);
  return post(call, conversation, { kind: 'location', location }, markup);
}

function sendVenue(call: ApiCall): unknown {
  const conversation = conversationOf(call);
  const location = readPoint(call);
  const title = call.params.text('title') ?? '';
  const address = call.params.text('address') ?? '';
  if (title === '' || address === '') throw badRequest('venue title and address must be non-empty'); // assumed wording
  const markup = readMarkup(call);
  spendLimit(call, conversation);
  return post(call, conversation, { kind: 'location', location, venue: { title, address } }, markup);
}

function readPoint({ params }: ApiCall): GeoPoint {
  const latitude = params.number('latitude');
  const longitude = params.number('longitude');
  if (latitude === undefined || Math.abs(latitude) > 90) throw badRequest('latitude is invalid');
  if (longitude === undefined || Math.abs(longitude) > 180) throw badRequest('longitude is invalid');
  return { latitude, longitude };
}

function sendChatAction(call: ApiCall): true {
  const conversation = conversationOf(call);
  const action = call.params.text('action') ?? '';
  if (!CHAT_ACTIONS.includes(action)) throw badRequest('wrong parameter action in request');
  conversation.chatAction = action;
  conversation.changed();
  return true;
}

/** Caption members of a request or of an `InputMedia`. @throws ApiError 400, also above 1024 characters */
export function readCaption(
  source: Readonly<Record<string, unknown>>,
  tooLong = 'message caption is too long',
): FormattedText {
  const { caption, parse_mode: parseMode, caption_entities: entities } = source;
  const formatted = readFormatted({
    text: typeof caption === 'string' ? caption : undefined,
    parseMode: typeof parseMode === 'string' ? parseMode : undefined,
    entities,
  });
  if (formatted.text.length > MAX_CAPTION) throw badRequest(tooLong);
  return formatted;
}
