/** A file, and where it stood in a folder that was added as a whole; '' for one by itself. */
export interface Placed {
  file: File;
  folder: string;
}

/** As many as a space takes by default; a folder of more is not what somebody meant. */
const MOST = 10_000;

/** What systems leave in folders, and what tools make anew, is nobody's material. */
const isOwn = (name: string) => !name.startsWith('.') && name !== 'node_modules' && name !== '__MACOSX' && name !== 'Thumbs.db' && name !== 'desktop.ini';

const parent = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Files of a picker, of one for folders too. */
export function placed(files: Iterable<File>): Placed[] {
  return [...files].filter((file) => file.webkitRelativePath.split('/').every(isOwn)).map((file) => ({ file, folder: parent(file.webkitRelativePath) }));
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((found, failed) => entry.file(found, failed));
const some = (reader: FileSystemDirectoryReader) => new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));

async function walk(entry: FileSystemEntry, folder: string, all: Placed[]): Promise<void> {
  if (all.length >= MOST || !isOwn(entry.name)) return;
  if (entry.isFile) {
    all.push({ file: await fileOf(entry as FileSystemFileEntry), folder });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside = folder ? `${folder}/${entry.name}` : entry.name;
  // a reader gives a hundred at a time, and none at the end
  for (let entries = await some(reader); entries.length > 0; entries = await some(reader)) {
    for (const each of entries) await walk(each, inside, all);
  }
}

/** What was dropped or pasted, folders with all that is in them. To be called while the event lasts: later the browser has forgotten it. */
export async function placedIn(items: DataTransferItemList): Promise<Placed[]> {
  const taken = [...items].filter((item) => item.kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const all: Placed[] = [];
  for (const { entry, file } of taken) {
    if (entry) await walk(entry, '', all);
    else if (file) all.push({ file, folder: '' });
  }
  return all;
}
