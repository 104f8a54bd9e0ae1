/** Words alone: without emoji and signs around them, in small letters, however the sign of oʻ and gʻ is typed. */
export function bareLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[ʻʼ‘’`´']/g, '’')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
