import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LINK_WORD, MAX_PAYLOAD, payloadOf, type LinkFigures, type LinkKey } from '@rto/orders';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { toDataURL } from 'qrcode';
import { FieldsException } from '../http/problem';

/** As long as ids of REGOS are in a payload. */
const LARGEST_ID = 999_999_999_999_999;
const TARGETS = ['itemId', 'groupId', 'promo'] as const;

export class LinksQuery {
  @ApiPropertyOptional({ example: 101, minimum: 1, maximum: LARGEST_ID, description: 'A good' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  itemId?: number;

  @ApiPropertyOptional({ example: 7, minimum: 1, maximum: LARGEST_ID, description: 'A group of goods' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_ID)
  groupId?: number;

  @ApiPropertyOptional({
    example: 'new_year',
    description: 'A promotion: the name of a group, in Latin letters',
  })
  @IsOptional()
  @MaxLength(MAX_PAYLOAD)
  @Matches(LINK_WORD)
  promo?: string;

  @ApiPropertyOptional({
    example: 'instagram',
    description: 'Where the link is published; alone: a link to the shop',
  })
  @IsOptional()
  @MaxLength(MAX_PAYLOAD)
  @Matches(LINK_WORD)
  campaign?: string;
}

class SumDto {
  @ApiProperty({ example: '118500', description: 'Decimal text' })
  amount!: string;

  @ApiProperty({ example: 'UZS' })
  currency!: string;
}

export class LinkDto {
  @ApiProperty({ example: 'item_101-src_instagram', description: 'What stands behind `?start=`' })
  payload!: string;

  @ApiProperty({
    example: 'https://t.me/shop_bot?start=item_101-src_instagram',
    nullable: true,
    type: String,
    description: 'Null while the name of the bot is not known',
  })
  address!: string | null;

  @ApiProperty({
    example: 'data:image/png;base64,iVBORw0KGgo=',
    nullable: true,
    type: String,
    description: 'QR code of the address, a PNG as data URL',
  })
  qr!: string | null;

  @ApiProperty({ example: 42, description: 'How often it was followed' })
  uses!: number;

  @ApiProperty({
    example: 3,
    description: 'Placed within a day by those who followed it last, without the refused and the cancelled',
  })
  orders!: number;

  @ApiProperty({ type: [SumDto], description: 'What these came to' })
  sums!: SumDto[];
}

export class LinksDto {
  @ApiProperty({ type: [LinkDto] })
  items!: LinkDto[];
}

/**
 * The link that is asked for; undefined: none in particular.
 * @throws FieldsException
 */
export function askedLink(query: LinksQuery): LinkKey | undefined {
  const { itemId, groupId, promo, campaign = '' } = query;
  const [first, second] = TARGETS.filter((name) => query[name] !== undefined);
  if (second) throw wrong(second, `${second} and ${first} exclude each other`);
  if (first === undefined && campaign === '') return undefined;
  const id = itemId ?? groupId;
  const link =
    id === undefined ? (promo === undefined ? '' : `promo_${promo}`) : `${itemId ? 'item' : 'group'}_${id}`;
  const key = { link, source: campaign };
  const readable = payloadOf(key).length <= MAX_PAYLOAD;
  if (!readable)
    throw wrong(promo === undefined ? 'campaign' : 'promo', `a link holds ${MAX_PAYLOAD} characters`);
  return key;
}

/** @param username of the bot, when it is known */
export async function toLinkDto(
  key: LinkKey,
  { uses, orders, sums }: Omit<LinkFigures, keyof LinkKey>,
  username: string | undefined,
): Promise<LinkDto> {
  const payload = payloadOf(key);
  const address = username === undefined ? null : `https://t.me/${username}?start=${payload}`;
  return {
    payload,
    address,
    qr: address && (await toDataURL(address, { margin: 4, scale: 10, errorCorrectionLevel: 'M' })),
    uses,
    orders,
    sums: sums.map(({ amount, currency }) => ({ amount, currency })),
  };
}

function wrong(field: string, message: string): FieldsException {
  return new FieldsException([{ field, message }]);
}
