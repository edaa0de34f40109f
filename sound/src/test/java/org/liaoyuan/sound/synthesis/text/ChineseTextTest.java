package org.liaoyuan.sound.synthesis.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "会议在2026年11月30日。|会议在二零二六年十一月三十日。",
                "日期：2026-11-05。|日期：二零二六年十一月五日。",
                "他90年代出生。|他九十年代出生。",
                "用了30年。|用了三十年。",
                "2019-2023年的数据。|二零一九到二零二三年的数据。",
                "现在是8:05。|现在是八点零五分。",
                "9:00-18:00营业。|九点到十八点营业。",
                "2:00开会。|两点开会。",
                "一共¥1,234.5。|一共一千二百三十四点五元。",
                "市值$3.5亿。|市值三点五亿美元。",
                "¥100-200之间。|一百到二百元之间。",
                "增长了12.5%。|增长了百分之十二点五。",
                "下降10%-20%。|下降百分之十到百分之二十。",
                "同比-3%。|同比负百分之三。",
                "请拨打138 1234 5678。|请拨打幺三八，幺二三四，五六七八。",
                "电话：010-12345678。|电话：零幺零，幺二三四五六七八。",
                "验证码是482913。|验证码是四八二九幺三。",
                "跑了5km。|跑了五公里。",
                "时速120km/h。|时速一百二十公里每小时。",
                "今天-5℃。|今天负五摄氏度。",
                "大约5-10个。|大约五到十个。",
                "买2个，第2名，2天。|买两个，第二名，两天。",
                "人口10,500,000。|人口一千零五十万。",
                "共12345人。|共一万两千三百四十五人。",
                "20000元。|两万元。",
                "100,000,008。|一亿零八。",
                "版本v1.2.3。|版本一点二点三。",
                "地址是192.168.1.1。|地址是一九二点一六八点一点一。",
                "比分3:2。|比分三比二。",
                "完成了3/4。|完成了四分之三。",
                "因为3+5=8。|因为三加五等于八。",
                "面积是x²。|面积是 x 的平方。",
                "见https://example.com/docs。|见 example 点 com 斜杠 docs。",
                "写信给li@example.com。|写信给 li 艾特 example 点 com。",
                "用Java 25编译。|用 Java 二十五编译。",
                "内存8GB。|内存八 GB。",
                "价格是20元/月。|价格是二十元每月。",
                "圆周率π约为3.14。|圆周率派约为三点一四。"
            })
    void isReadAsPeopleReadIt(String written, String read) {
        assertThat(SpokenText.words(written, Language.CHINESE).replace(" ", "")).isEqualTo(read.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0,零",
        "10,十",
        "12,十二",
        "20,二十",
        "101,一百零一",
        "110,一百一十",
        "1001,一千零一",
        "1010,一千零一十",
        "2000,两千",
        "2200,两千二百",
        "10000,一万",
        "10010,一万零一十",
        "100000,十万",
        "1000000,一百万",
        "12000000,一千二百万",
        "200000000,两亿",
        "1000000000001,一万亿零一",
        "2.05,二点零五",
        "-7,负七",
        "007,零零七",
        "120000,十二万",
        "1203000,一百二十万三千"
    })
    void numbersAreReadInFull(String digits, String read) {
        assertThat(ChineseNumbers.number(digits)).isEqualTo(read);
    }
}
