/** As much of bwip-js as is used: its own types stand behind export conditions that not every compiler of ours reads. */
declare module 'bwip-js' {
  interface BarcodeOptions {
    /** Kind of barcode. */
    readonly bcid: string;
    readonly text: string;
    /** Pixels of the narrowest bar. */
    readonly scale: number;
    /** Millimetres. */
    readonly height: number;
    readonly includetext: boolean;
    /** Six hexadecimal digits. */
    readonly backgroundcolor: string;
  }
  /** A PNG. */
  export function toBuffer(options: BarcodeOptions): Promise<Buffer>;
}
