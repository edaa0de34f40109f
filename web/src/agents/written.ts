/** In which order fields are read best; what is not named here stands between, and ways to other nodes at the end. */
const FIRST = ['name', 'description', 'id', 'kind', 'type', 'required', 'title', 'input', 'variables', 'model', 'system', 'prompt', 'question', 'by', 'agent', 'label', 'value', 'is', 'than', 'text'];
const LAST = ['properties', 'branches', 'until', 'nodes', 'cases', 'join', 'next', 'approved', 'refused', 'late', 'otherwise', 'failed', 'evals'];

const WIDTH = 110;

const rank = (name: string) => {
  const first = FIRST.indexOf(name);
  return first >= 0 ? first : FIRST.length + 1 + LAST.indexOf(name);
};

/** Names that people chose: they stay as they came. */
const isNamed = (path: string) => path.endsWith('/properties') || path.endsWith('/set') || path.endsWith('/variables') || path.endsWith('/given');

const entries = (value: object, path: string) => {
  const all = Object.entries(value);
  return isNamed(path) ? all : all.sort(([a], [b]) => rank(a) - rank(b));
};

const line = (value: unknown, path: string): string => {
  if (Array.isArray(value)) return `[${value.map((each) => line(each, `${path}/*`)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${entries(value, path).map(([name, each]) => `${JSON.stringify(name)}: ${line(each, `${path}/${name}`)}`).join(', ')}}`;
};

/** A definition as text: fields in the order in which they are read best, a node in one line while it fits. */
export function written(value: unknown, indent = '', path = ''): string {
  const short = line(value, path);
  const whole = path === '' || path === '/nodes' || path === '/input' || path === '/input/properties';
  if (typeof value !== 'object' || value === null || (!whole && indent.length + short.length <= WIDTH) || Object.keys(value).length === 0) return short;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => deeper + written(each, deeper, `${path}/*`))
    : entries(value, path).map(([name, each]) => `${deeper}${JSON.stringify(name)}: ${written(each, deeper, `${path}/${name}`)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
