package org.liaoyuan.server.websearch.ask;

/** Which services can be asked, and what each is like. */
public enum Kind {
    /** One's own metasearch: its {@code settings.yml} has to allow the format json. */
    SEARXNG("", false, new SearXng()),
    /** The form of Bing's Web Search API v7. Microsoft ended its own in 2025; others speak it still. */
    BING("", true, new Bing()),
    BOCHA("https://api.bochaai.com/v1", true, new Bocha()),
    BRAVE("https://api.search.brave.com/res/v1", true, new Brave()),
    TAVILY("https://api.tavily.com", true, new Tavily());

    private final String address;
    private final boolean needsKey;
    private final Dialect dialect;

    Kind(String address, boolean needsKey, Dialect dialect) {
        this.address = address;
        this.needsKey = needsKey;
        this.dialect = dialect;
    }

    /** Where it is; empty where everybody has their own. */
    public String address() {
        return address;
    }

    public boolean needsKey() {
        return needsKey;
    }

    Dialect dialect() {
        return dialect;
    }
}
