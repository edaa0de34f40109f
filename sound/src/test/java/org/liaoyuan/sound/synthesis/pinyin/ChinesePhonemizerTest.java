package org.liaoyuan.sound.synthesis.pinyin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChinesePhonemizerTest {

    private static final ChinesePhonemizer PHONEMIZER = ChinesePhonemizer.load();

    @ParameterizedTest
    @CsvSource({
        "银行, yin2 hang2",
        "他在路上行走, ta1 zai4 lu4 shang4 xing2 zou3",
        "重庆的天气, chong2 qing4 de5 tian1 qi4",
        "这很重要, zhe4 hen3 zhong4 yao4",
        "请重写这一行, qing3 chong2 xie3 zhe4 yi4 hang2",
        "他长大了, ta1 zhang3 da4 le5",
        "头发很长, tou2 fa5 hen3 chang2",
        "长度, chang2 du4",
        "我去图书馆还书, wo3 qu4 tu2 shu1 guan3 huan2 shu1",
        "还有一本, hai2 you3 yi4 ben3",
        "他还没还, ta1 hai2 mei2 huan2",
        "我了解, wo3 liao2 jie3",
        "他走了, ta1 zou3 le5",
        "首都的人都很忙, shou3 du1 de5 ren2 dou1 hen3 mang2",
        "他跑得快, ta1 pao3 de5 kuai4",
        "你得努力, ni3 dei2 nu3 li4",
        "取得成绩, qu3 de2 cheng2 ji4",
        "慢慢地走, man4 man4 de5 zou3",
        "种在地里, zhong4 zai4 di4 li3",
        "三只猫, san1 zhi1 mao1",
        "只有一只, zhi2 you3 yi4 zhi1",
        "他看着窗外, ta1 kan4 zhe5 chuang1 wai4",
        "他睡着了, ta1 shui4 zhao2 le5",
        "音乐使人快乐, yin1 yue4 shi3 ren2 kuai4 le4",
        "他教我们数学, ta1 jiao1 wo3 men5 shu4 xue2",
        "老师背着背包, lao3 shi1 bei1 zhe5 bei1 bao1",
        "参加的人参差不齐, can1 jia1 de5 ren2 cen1 ci1 bu4 qi2"
    })
    void charactersWithSeveralReadingsAreReadByTheirContext(String text, String pinyin) {
        assertThat(PHONEMIZER.pinyin(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "一天, yi4 tian1",
        "一年, yi4 nian2",
        "一起, yi4 qi3",
        "一定, yi2 ding4",
        "一个, yi2 ge4",
        "第一, di4 yi1",
        "看一看, kan4 yi5 kan4",
        "二十一, er4 shi2 yi1",
        "一月一日, yi1 yue4 yi2 ri4",
        "一百, yi4 bai3",
        "不是, bu2 shi4",
        "不好, bu4 hao3",
        "好不好, hao3 bu5 hao3",
        "不, bu4"
    })
    void oneAndNotChangeTheirTone(String text, String pinyin) {
        assertThat(PHONEMIZER.pinyin(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "你好, ni2 hao3",
        "展览馆, zhan2 lan2 guan3",
        "小老虎, xiao3 lao2 hu3",
        "我很好, wo3 hen2 hao3",
        "雨伞, yu2 san3",
        "好吃, hao3 chi1"
    })
    void aThirdToneRisesBeforeAnother(String text, String pinyin) {
        assertThat(PHONEMIZER.pinyin(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({"一块儿, yi2 kuai4 er5", "女儿, nü3 er2", "玩儿, wan2 er5", "这儿, zhe4 er5", "婴儿, ying1 er2"})
    void aFinalErColoursOrIsASyllable(String text, String pinyin) {
        assertThat(PHONEMIZER.pinyin(text)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({"妈妈, ma1 ma5", "先生, xian1 sheng5", "朋友们, peng2 you5 men5", "什么, shen2 me5", "好吗, hao3 ma5"})
    void someSyllablesHaveNoTone(String text, String pinyin) {
        assertThat(PHONEMIZER.pinyin(text)).isEqualTo(pinyin);
    }

    @Test
    void punctuationIsTheModels() {
        assertThat(PHONEMIZER.phonemes("你好，世界！")).isEqualTo("ni↗xau↓, ʂɨ↘ʨje↘!");
    }
}
