import { ApiProperty } from '@nestjs/swagger';
import { guideTo, SEVERITIES, type Checkup, type Severity } from '@rto/settings';
import { LocalizedDto } from './tenant.dto';

class FindingDto {
  @ApiProperty({ example: 'record_not_found', description: "Stable name; codes of a tenant's problems too" })
  code!: string;

  @ApiProperty({
    enum: SEVERITIES,
    example: 'error',
    description: 'error: people cannot order; warning: it works, though not as it could',
  })
  severity!: Severity;

  @ApiProperty({
    example: 'STOCK_ID',
    nullable: true,
    type: String,
    description: 'The setting it is about; null: about something else',
  })
  key!: string | null;

  @ApiProperty({ type: LocalizedDto })
  message!: LocalizedDto;

  @ApiProperty({ type: LocalizedDto, description: 'The section of the retailer’s guide that says more' })
  guide!: LocalizedDto;
}

export class CheckupDto {
  @ApiProperty({ format: 'uuid', example: '9b2f7c1e-3d54-4a86-8f0e-5c1d2b3a4e5f' })
  tenantId!: string;

  @ApiProperty({ example: '2026-11-23T09:00:00.000Z' })
  checkedAt!: string;

  @ApiProperty({ type: [FindingDto], description: 'Errors first' })
  findings!: FindingDto[];
}

export function toCheckupDto({ tenantId, checkedAt, findings }: Checkup): CheckupDto {
  return {
    tenantId,
    checkedAt: checkedAt.toISOString(),
    findings: findings.map(({ code, severity, key, message: { ru, uz, en } }) => ({
      code,
      severity,
      key: key ?? null,
      message: { ru, uz, en },
      guide: guideTo({ code, key }),
    })),
  };
}
