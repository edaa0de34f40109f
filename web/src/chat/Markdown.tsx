import { XMarkdown, type ComponentProps } from '@ant-design/x-markdown';
import { isValidElement, useMemo, type ComponentType, type ReactNode } from 'react';
import { CodeBlock } from './CodeBlock';

const textOf = (node: ReactNode): string => {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
};

function Code({ children, lang, block, className }: ComponentProps) {
  if (!block) return <code className="inline-code">{children}</code>;
  const language = (lang ?? /language-(\S+)/.exec(className ?? '')?.[1] ?? '').split(/\s/)[0] ?? '';
  return <CodeBlock code={textOf(children).replace(/\n$/, '')} language={language.toLowerCase()} />;
}

const Pre = ({ children }: ComponentProps) => <>{children}</>;

/** A link of a model's making is opened only when a person clicks it, in a page of its own that learns nothing of this one. */
const Link = ({ children, ...props }: ComponentProps<{ href?: string }>) => (
  <a href={props.href} target="_blank" rel="noopener noreferrer nofollow">
    {children}
  </a>
);

/** An image address of a model's making is never fetched: it could carry what was said to a stranger's server. */
const Image = (props: ComponentProps<{ src?: string; alt?: string }>) => <span>[{props.alt ?? ''}]</span>;

const components = { code: Code, pre: Pre, a: Link, img: Image };

export type LinkProps = ComponentProps<{ href?: string }>;

interface Props {
  content: string;
  streaming: boolean;
  /** For links that the page itself put into the text: their addresses begin with #. */
  own?: ComponentType<LinkProps>;
}

/** A model's text as Markdown; HTML in it is cleaned by the library (DOMPurify). */
export function Markdown({ content, streaming, own: Own }: Props) {
  const all = useMemo(() => (Own ? { ...components, a: (props: LinkProps) => (props.href?.startsWith('#') ? <Own {...props} /> : <Link {...props} />) } : components), [Own]);
  return (
    <XMarkdown className="x-markdown" content={content} components={all} streaming={{ hasNextChunk: streaming }} />
  );
}
