/** A file of WebAssembly's text format, put into binary when the project is built (scripts/wat.mjs). */
declare module '*.wat' {
  export const binary: Uint8Array<ArrayBuffer>;
}
