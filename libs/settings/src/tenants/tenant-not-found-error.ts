import { PermanentError, type TenantId } from '@rto/kernel';

export class TenantNotFoundError extends PermanentError {
  override readonly name = 'TenantNotFoundError';

  constructor(id: TenantId) {
    super(`there is no tenant ${id}`);
  }
}
