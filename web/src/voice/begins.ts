/** A browser may let an audio context wait for its device for ever. */
const BEGIN_MILLIS = 8_000;

/** Lets a context run. @returns whether it does, in time */
export async function begins(context: AudioContext, patience = BEGIN_MILLIS): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((over) => { timer = setTimeout(over, patience); });
  await Promise.race([context.resume(), late]);
  clearTimeout(timer);
  return context.state === 'running';
}
