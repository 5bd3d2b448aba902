/** A database in a thread of its own: it takes seconds to start, in which no other test could go on. */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const { port, sql }: { port: number; sql: string } = workerData;
const db = await PGlite.create();
await db.exec(sql);
await new PGLiteSocketServer({ db, port, host: "127.0.0.1" }).start();
parentPort?.postMessage("started");
