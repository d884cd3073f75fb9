/** The file system as a port: what this room needs of it, so that full disks and refusals can be tested. */

/** A file open for appending. */
export interface AppendFile {
  /** Bytes the file holds now, whoever wrote them. */
  size(): Promise<number>;
  /** Hands the text to the system: from here on a killed process loses nothing. */
  append(text: string): Promise<void>;
  /** Forces it to the disk: from here on a lost current loses nothing. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** The whole file, or null where there is none. Refuses more than `limit` bytes with `too-large`. */
  read(path: string, limit: number): Promise<Uint8Array | null>;
  /** A new file with these bytes, on the disk when it answers; fails where the file exists. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is not there is no error. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Names in a folder, sorted; none for a folder that is not there. */
  list(path: string): Promise<readonly string[]>;
  /** Forces a folder's entries to the disk, where the system can. */
  flushFolder(path: string): Promise<void>;
  openAppend(path: string): Promise<AppendFile>;
}

/** A file that is larger than what was asked for at most. */
export class TooLargeError extends Error {
  readonly size: number;
  readonly limit: number;

  constructor(size: number, limit: number) {
    super(`The file has ${size} bytes, more than ${limit}.`);
    this.size = size;
    this.limit = limit;
  }
}
