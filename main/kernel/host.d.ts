/** A file of WebAssembly's text format, put into binary when the project is built (scripts/wat.mjs). */
declare module '*.wat' {
  export const binary: Uint8Array<ArrayBuffer>;
}

/** The part of WebAssembly's JavaScript interface that is used: the types of Node leave it out. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  const Memory: {
    prototype: Memory;
    new (descriptor: { readonly initial: number; readonly maximum?: number }): Memory;
  };
  interface Instance {
    readonly exports: Record<string, unknown>;
  }
  const Instance: {
    prototype: Instance;
    new (module: Module, imports?: Record<string, Record<string, Memory>>): Instance;
  };
  const Module: {
    prototype: Module;
    new (bytes: Uint8Array<ArrayBuffer>): Module;
  };
}
