package org.liaoyuan.server.space.read;

import java.time.Duration;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.springframework.modulith.NamedInterface;
import org.xml.sax.helpers.AttributesImpl;

/** Text that comes from elsewhere than a file, as the same blocks that files are made of. */
@NamedInterface("read")
public final class Pages {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Pages() {}

    /**
     * What stands in a piece of HTML.
     *
     * @param most characters and elements
     * @throws Unreadable if there is more, or it takes longer than five seconds
     */
    public static List<Block> ofHtml(Element root, int most) throws Unreadable {
        Bounds bounds = new Bounds(new Limits(most, 0, 0, LONGEST, 0, Duration.ZERO, 0));
        BlockCollector collector = new BlockCollector(bounds);
        try {
            root.traverse(new Teller(collector));
            return collector.blocks();
        } catch (Bounds.Exceeded e) {
            throw new Unreadable(bounds.exceeded().orElse(Unreadable.Reason.INTERNAL));
        }
    }

    /** What stands in plain text, Markdown's headings and tables among it. */
    public static List<Block> ofText(String text) {
        return Markdown.blocks(null, text);
    }

    /** Tells a collector what Tika would. */
    private record Teller(BlockCollector collector) implements NodeVisitor {

        private static final AttributesImpl NONE = new AttributesImpl();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                char[] characters = shown(text).toCharArray();
                collector.characters(characters, 0, characters.length);
            } else if (node instanceof Element element) {
                collector.startElement("", element.normalName(), element.normalName(), NONE);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                collector.endElement("", element.normalName(), element.normalName());
            }
        }

        /** Lines of the source are no lines of the page, but where they are kept on purpose. */
        private static String shown(TextNode text) {
            Node parent = text.parent();
            boolean kept = parent instanceof Element element && element.closest("pre") != null;
            return kept ? text.getWholeText() : text.getWholeText().replaceAll("\\s+", " ");
        }
    }
}
