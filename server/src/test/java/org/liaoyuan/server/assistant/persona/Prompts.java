package org.liaoyuan.server.assistant.persona;

import java.util.List;
import java.util.Locale;

/** What personas are compared on: everyday questions, which any manner may answer, and questions with one answer. */
final class Prompts {

    private Prompts() {}

    /** A question of fact. */
    record Fact(String question, List<String> answers) {

        boolean isIn(String said) {
            String text = said.toLowerCase(Locale.ROOT);
            return answers.stream().anyMatch(text::contains);
        }
    }

    private static Fact fact(String question, String... answers) {
        return new Fact(question, List.of(answers));
    }

    static List<String> talk() {
        return List.of(
                "周末在家可以做什么？",
                "我总是睡得太晚，怎么办？",
                "怎样开始跑步？",
                "如何和邻居相处？",
                "下雨天适合做什么菜？",
                "怎样记住新单词？",
                "第一次面试要注意什么？",
                "孩子不爱吃蔬菜怎么办？",
                "怎么挑一本好书？",
                "出差要带哪些东西？",
                "怎样整理衣柜？",
                "和朋友吵架了怎么和好？",
                "怎样写一封感谢信？",
                "怎么养好一盆绿萝？",
                "坐飞机耳朵疼怎么办？",
                "如何安排一天的时间？",
                "工作太累了怎么放松？",
                "怎样学会游泳？",
                "怎么给爷爷挑生日礼物？",
                "怎样省电？",
                "早饭吃什么健康？",
                "怎样拍出好看的照片？",
                "搬家要提前准备什么？",
                "怎样教孩子理财？",
                "开会总是拖延怎么办？",
                "怎样练好毛笔字？",
                "冬天怎么保暖？",
                "怎么克服怯场？",
                "怎样做一杯好喝的茶？",
                "散步有什么好处？",
                "What can I do on a rainy Sunday?",
                "How do I start running?",
                "I always go to bed too late. What should I do?",
                "How can I remember names?",
                "What should I cook for two friends?",
                "How do I write a thank-you note?",
                "How can I get on with a noisy neighbour?",
                "What should I pack for a weekend trip?",
                "How do I learn to swim as an adult?",
                "How can I stop putting things off?",
                "What makes a good gift for a grandfather?",
                "How do I tidy a small kitchen?",
                "How can I calm down before a talk?",
                "What is a healthy breakfast?",
                "How do I choose a good book?",
                "How can I save electricity at home?",
                "How do I look after a house plant?",
                "What should I know before my first interview?",
                "How can I help a child who hates vegetables?",
                "How do I make up after a quarrel?");
    }

    static List<Fact> facts() {
        return List.of(
                fact("中国的首都是哪里？", "北京"),
                fact("一年有多少个月？", "12", "十二"),
                fact("水的化学式是什么？", "h2o", "h₂o"),
                fact("《西游记》的作者是谁？", "吴承恩"),
                fact("地球绕着什么转？", "太阳"),
                fact("三角形的内角和是多少度？", "180", "一百八十"),
                fact("长江流入哪个海？", "东海"),
                fact("日本的首都是哪里？", "东京"),
                fact("7 乘以 8 等于多少？", "56", "五十六"),
                fact("一小时有多少分钟？", "60", "六十"),
                fact("《红楼梦》的作者是谁？", "曹雪芹"),
                fact("太阳从哪个方向升起？", "东"),
                fact("法国的首都是哪里？", "巴黎"),
                fact("100 减去 37 等于多少？", "63", "六十三"),
                fact("世界上最高的山峰是什么？", "珠穆朗玛", "珠峰"),
                fact("What is the capital of France?", "paris"),
                fact("How many days are there in a leap year?", "366"),
                fact("Who wrote Hamlet?", "shakespeare"),
                fact("What is 9 times 6?", "54", "fifty-four"),
                fact("Which planet is called the Red Planet?", "mars"),
                fact("What is the chemical symbol of gold?", "au"),
                fact("How many sides does a hexagon have?", "6", "six"),
                fact("What is the largest ocean?", "pacific"),
                fact("In which country is Cairo?", "egypt"),
                fact("What gas do plants take in from the air?", "carbon dioxide", "co2", "co₂"),
                fact("What is the capital of Japan?", "tokyo"),
                fact("How many minutes are there in two hours?", "120"),
                fact("At how many degrees Celsius does water boil at sea level?", "100"),
                fact("Who painted the Mona Lisa?", "leonardo", "da vinci"),
                fact("What is the opposite of north?", "south"));
    }
}
