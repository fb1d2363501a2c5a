declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A server of the DynamoDB protocol; closing it closes its store. */
  export default function dynalite(options: {
    /** Folder of the LevelDB store; in memory without it. */
    readonly path?: string;
    readonly createTableMs?: number;
  }): Server;
}
