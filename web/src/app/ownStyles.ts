/**
 * Lets the styles that our own scripts make through the content policy, which knows neither `unsafe-inline` nor style attributes:
 * style elements show this answer's nonce, and a style that is set as an attribute is set as properties. The components take a
 * nonce as a setting, but three of their libraries go past it (scroll bars' size, locked scrolling, a growing text box). Markup
 * that somebody smuggled into the page does not come this way and stays without effect.
 */
export function letOwnStylesThrough() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
  if (!nonce) return;
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  HTMLTextAreaElement.prototype.setAttribute = function (name, value) {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}
