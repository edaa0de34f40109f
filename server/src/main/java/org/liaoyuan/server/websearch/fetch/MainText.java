package org.liaoyuan.server.websearch.fetch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeVisitor;

/**
 * The part of a page that holds its text. What is {@link Unseen} goes; lists of links and parts beside the text go, unless most of the
 * page stands in them; of what is left the innermost element stays that holds nearly all of it.
 */
final class MainText {

    /** An element that holds so much of its parent's text stands for it. */
    private static final double NEARLY_ALL = 0.85;

    /** A part with so many of its characters in links is a list of links. */
    private static final double LINKS = 0.6;

    /** Beside the text is nothing that holds so much of the page. */
    private static final double MUCH = 0.5;

    /** Characters of an element. */
    private static final class Weight {

        private int text;
        private int links;

        private int own() {
            return text - links;
        }
    }

    private MainText() {}

    static Document parse(String html, String address) {
        return Jsoup.parse(html, address);
    }

    /** Changes the document. */
    static Element of(Document page) {
        Element body = page.body();
        body.filter((NodeFilter) (node, depth) -> {
            boolean goes =
                    node instanceof Comment || node instanceof Element element && depth > 0 && Unseen.is(element);
            return goes ? NodeFilter.FilterResult.REMOVE : NodeFilter.FilterResult.CONTINUE;
        });
        Map<Element, Weight> weights = weights(body);
        List<Element> beside = new ArrayList<>();
        int all = weight(weights, body).own();
        body.forEachNode(node -> {
            if (node instanceof Element element && element != body && goes(element, weight(weights, element), all)) {
                beside.add(element);
            }
        });
        beside.forEach(Node::remove);
        return innermost(body, weights(body));
    }

    private static boolean goes(Element element, Weight weight, int all) {
        if (weight.own() > MUCH * all || element.normalName().equals("a")) {
            return false;
        }
        boolean list = weight.text > 0 && isPart(element) && weight.links > LINKS * weight.text;
        return list || Unseen.isBeside(element) || isHeadOfSite(element);
    }

    /** A heading that is a link is a heading still, and so is a paragraph; parts of a page are those that hold others. */
    private static boolean isPart(Element element) {
        return switch (element.normalName()) {
            case "ul", "ol", "div", "section", "table", "dl" -> element.childrenSize() > 1;
            default -> false;
        };
    }

    /** The head of an article is part of it. */
    private static boolean isHeadOfSite(Element element) {
        return element.normalName().equals("header") && element.closest("article, main") == null;
    }

    private static Element innermost(Element body, Map<Element, Weight> weights) {
        Element inner = body;
        boolean deeper = true;
        while (deeper) {
            deeper = false;
            double enough = NEARLY_ALL * weight(weights, inner).own();
            for (Element child : inner.children()) {
                int own = weight(weights, child).own();
                if (own > 0 && own >= enough) {
                    inner = child;
                    deeper = true;
                    break;
                }
            }
        }
        // a single paragraph is no place to be: its heading stands beside it
        return isPart(inner) || inner.parent() == null || inner == body || isPlace(inner) ? inner : inner.parent();
    }

    private static boolean isPlace(Element element) {
        return switch (element.normalName()) {
            case "article", "main", "body", "section", "div", "td" -> true;
            default -> false;
        };
    }

    private static Weight weight(Map<Element, Weight> weights, Element element) {
        return weights.getOrDefault(element, new Weight());
    }

    /** Of each element, its descendants' characters; blanks say nothing. */
    private static Map<Element, Weight> weights(Element root) {
        Map<Element, Weight> weights = new IdentityHashMap<>();
        root.traverse(new NodeVisitor() {
            private int links;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    weights.put(element, new Weight());
                    links += element.normalName().equals("a") ? 1 : 0;
                } else if (node instanceof TextNode text && node.parent() instanceof Element parent) {
                    int length = (int) text.getWholeText()
                            .chars()
                            .filter(c -> !Character.isWhitespace(c))
                            .count();
                    Weight weight = weight(weights, parent);
                    weight.text += length;
                    weight.links += links > 0 ? length : 0;
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    links -= element.normalName().equals("a") ? 1 : 0;
                    if (element != root && element.parent() instanceof Element parent) {
                        Weight mine = weight(weights, element);
                        Weight above = weight(weights, parent);
                        above.text += mine.text;
                        above.links += mine.links;
                    }
                }
            }
        });
        return weights;
    }
}
