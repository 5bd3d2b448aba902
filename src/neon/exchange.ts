import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

export interface Exchanged {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** `undefined` if the body is longer than it may be. */
  readonly text: string | undefined;
}

/**
 * Sends one request and reads the whole answer, by undici's own handlers: its promises hear a signal only
 * once a connection stands, which takes up to ten seconds, and load a stream for each body.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  longest: number,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answer: Omit<Exchanged, "text"> = { status: 0, headers: {} };
    let size = 0;
    const chunks: Buffer[] = [];

    const stop = () => {
      controller?.abort(signal.reason);
      reject(signal.reason);
    };
    const end = (text: string | undefined) => {
      signal.removeEventListener("abort", stop);
      resolve({ ...answer, text });
    };
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    dispatcher.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        if (signal.aborted) stop();
      },
      // Comes for each interim answer too, before the one that counts.
      onResponseStart(_, status, headers) {
        answer = { status, headers };
      },
      onResponseData(_, chunk) {
        size += chunk.length;
        if (size <= longest) return void chunks.push(chunk);
        end(undefined);
        controller?.abort(new Error("The answer is too long."));
      },
      onResponseEnd() {
        const text = Buffer.concat(chunks).toString();
        signal.removeEventListener("abort", stop);
        // A byte order mark is left out, on which `JSON.parse` would fail. undici gives the socket free when this turn
        // of the event loop is over, and the next request shall have it.
        process.nextTick(() => setImmediate(end, text.replace(/^\ufeff/, "")));
      },
      onResponseError(_, error) {
        signal.removeEventListener("abort", stop);
        reject(error);
      },
    });
  });
}
