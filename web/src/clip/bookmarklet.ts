/** What a clip carries: Markdown is made of it here, not where it comes from. */
export interface Clip {
  title: string;
  address: string;
  html: string;
  cut: boolean;
}

/** Characters of an address that every browser takes, encoded; Chinese is nine for each. */
const MOST = 400_000;

/**
 * The bookmark. It opens our own page with what is to be kept after the #: that part of an address is sent to no server, and needs
 * neither a window that both pages see (our opener policy allows none) nor a request from a stranger's page (which is refused).
 */
export function bookmarklet(origin: string): string {
  const code = `void(()=>{const s=getSelection(),d=document.createElement('div');if(s&&!s.isCollapsed)for(let i=0;i<s.rangeCount;i++)d.append(s.getRangeAt(i).cloneContents());
else d.append((document.querySelector('article')||document.querySelector('main')||document.body).cloneNode(true));
d.querySelectorAll('script,style,noscript,svg,iframe,form,nav,template').forEach(e=>e.remove());
d.querySelectorAll('*').forEach(e=>{for(const a of [...e.attributes])if(a.name!='href')e.removeAttribute(a.name);else e.setAttribute('href',e.href||'')});
const c={title:document.title.slice(0,300),address:location.href.slice(0,2000),html:d.innerHTML,cut:false};
let h=encodeURIComponent(JSON.stringify(c));
if(h.length>${MOST}){c.cut=true;c.html=d.innerHTML.slice(0,${MOST / 10});h=encodeURIComponent(JSON.stringify(c))}
open('${origin}/clip#'+h,'_blank','width=640,height=720')})()`;
  return `javascript:${encodeURIComponent(code.replaceAll('\n', ''))}`;
}

/** What came along in an address; undefined for nothing that can be read. */
export function clipIn(hash: string): Clip | undefined {
  try {
    const { title, address, html, cut } = JSON.parse(decodeURIComponent(hash.slice(1))) as Partial<Record<keyof Clip, unknown>>;
    if (typeof html !== 'string' || typeof title !== 'string' || typeof address !== 'string') return undefined;
    return { title: title.trim(), address: /^https?:\/\//.test(address) ? address : '', html, cut: cut === true };
  } catch {
    return undefined;
  }
}
