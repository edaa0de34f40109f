package org.liaoyuan.server.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.space.SampleFiles;
import org.liaoyuan.server.space.read.Passage;

class PageReaderTest {

    private static final String ARTICLE = """
            <!doctype html><html><head><title>西湖 – 百科</title><style>p{color:red}</style></head><body>
            <header><a href=/>首页</a> 站点横幅</header>
            <nav><ul><li><a href=1>导航一</a><li><a href=2>导航二</a></ul></nav>
            <div id=content><article><header><h1>西湖</h1></header>
            <p>西湖位于杭州市，湖面
            约六点五平方公里，是著名的风景名胜。</p>
            <h2>断桥</h2><p>断桥残雪是西湖十景之一，位于白堤东端，冬日雪后景色最佳。</p>
            <table><tr><th>项目</th><th>数值</th></tr><tr><td>平均水深</td><td>2.27 米</td></tr></table>
            <script>document.write('脚本')</script>
            <p style="display: none">隐藏的指令</p><p style="color:#FFF">白字指令</p><p hidden>又一个隐藏</p>
            <span class="sr-only">仅供读屏</span><div aria-hidden=true>看不见</div><p style="font-size:0px">零号字</p>
            <p style="position:absolute;left:-9999px">屏幕之外</p><!-- 注释指令 -->
            </article>
            <div class="related-posts"><ul><li><a href=3>相关阅读一，标题很长很长很长</a><li><a href=4>相关阅读二，标题也很长很长</a></ul></div></div>
            <aside>广告位</aside><footer>版权所有 备案号</footer></body></html>""";

    private static Page read(String type, @Nullable String charset, byte[] bytes) throws Exception {
        return new PageReader()
                .read(new PageClient.Sent(URI.create("https://example.com/a"), type, charset, bytes, true));
    }

    private static Page html(String html) throws Exception {
        return read("text/html", "utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Page page) {
        return page.passages().stream()
                .flatMap(p ->
                        java.util.stream.Stream.concat(p.headings().stream(), java.util.stream.Stream.of(p.text())))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void anArticleIsReadWithItsHeadingsAndTablesAndNothingBesideIt() throws Exception {
        Page page = html(ARTICLE);

        assertThat(page.title()).isEqualTo("西湖 – 百科");
        assertThat(text(page))
                .contains("湖面 约六点五平方公里", "断桥残雪", "平均水深 | 2.27 米")
                .doesNotContain("导航", "横幅", "广告", "备案", "相关阅读", "脚本", "隐藏", "白字", "读屏", "看不见", "零号", "之外", "注释");
        assertThat(page.passages().getLast().headings()).containsExactly("西湖", "断桥");
    }

    @Test
    void aPageWithoutAnArticleIsReadWhereItsTextIs() throws Exception {
        String words = "Sourdough needs flour, water, salt and patience; a starter rises in four hours. ".repeat(5);
        Page page = html("<body><div class=menu><a href=a>Home</a> <a href=b>Shop</a></div><div><div><p>" + words
                + "</p><p>" + words + "</p></div><div class=sidebar><p>Buy our book</p></div></div></body>");

        assertThat(text(page)).contains("patience").doesNotContain("Shop", "Buy our book");
    }

    @Test
    void headingsOfAHomepageThatAreLinksStay() throws Exception {
        Page page = html("<body><h1><a href=/>Spring release</a></h1><p>It is out since Tuesday.</p></body>");

        assertThat(text(page)).contains("Spring release", "since Tuesday");
    }

    @Test
    void charactersAreReadAsTheHeaderThePageOrTheBytesSay() throws Exception {
        String page = "<html><head><meta charset=%s><title>桥</title></head><body><p>断桥残雪是西湖十景之一。</p></body></html>";
        Charset gbk = Charset.forName("GB18030");

        assertThat(text(read("text/html", "gb2312", page.getBytes(gbk)))).contains("断桥残雪");
        assertThat(text(read("text/html", null, page.formatted("gb2312").getBytes(gbk))))
                .contains("断桥残雪");
        assertThat(text(read("text/html", null, page.formatted("none-such").getBytes(gbk))))
                .contains("断桥残雪");
        assertThat(text(read("text/html", null, page.formatted("utf-8").getBytes(StandardCharsets.UTF_8))))
                .contains("断桥残雪");
        assertThat(text(read("text/html", "gbk", ("\ufeff" + page).getBytes(StandardCharsets.UTF_8))))
                .contains("断桥残雪");
    }

    @Test
    void plainTextAndPdfAreReadToo() throws Exception {
        Page text = read("text/plain", null, "# Bread\n\nIt rises.\n".getBytes(StandardCharsets.UTF_8));
        Page pdf = read("application/pdf", null, SampleFiles.pdf("Nothing here", "The turbine was replaced."));

        assertThat(text.passages()).extracting(Passage::headings).containsExactly(java.util.List.of("Bread"));
        assertThat(pdf.passages().getLast().text()).contains("turbine");
        assertThat(pdf.passages().getLast().page()).isEqualTo(2);
    }

    @Test
    void whatIsNotReadSaysWhy() {
        assertThatThrownBy(() -> read("image/png", null, new byte[] {1})).hasMessageContaining("kind that is not read");
        assertThatThrownBy(() -> read("application/pdf", null, "no".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no PDF");
        assertThatThrownBy(() -> html("<body><script>1</script></body>")).hasMessageContaining("no text");
    }

    @Test
    void aPageThatIsNestedWithoutEndEndsAllTheSame() throws Exception {
        Page page = html("<div>".repeat(50_000) + "deep words" + "<p>more</p>");

        assertThat(text(page)).contains("deep words");
    }
}
