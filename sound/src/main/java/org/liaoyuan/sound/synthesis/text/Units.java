package org.liaoyuan.sound.synthesis.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs of units, and how they are called. */
final class Units {

    /**
     * A unit.
     *
     * @param chinese its name
     * @param one its name in English
     * @param many its plural
     */
    record Unit(String chinese, String one, String many) {}

    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();

    static {
        add("km/h", "公里每小时", "kilometer per hour", "kilometers per hour");
        add("m/s", "米每秒", "meter per second", "meters per second");
        add("km²", "平方公里", "square kilometer", "square kilometers");
        add("m²", "平方米", "square meter", "square meters");
        add("m³", "立方米", "cubic meter", "cubic meters");
        add("km", "公里", "kilometer", "kilometers");
        add("cm", "厘米", "centimeter", "centimeters");
        add("mm", "毫米", "millimeter", "millimeters");
        add("μm", "微米", "micrometer", "micrometers");
        add("nm", "纳米", "nanometer", "nanometers");
        add("kg", "公斤", "kilogram", "kilograms");
        add("mg", "毫克", "milligram", "milligrams");
        add("g", "克", "gram", "grams");
        add("m", "米", "meter", "meters");
        add("L", "升", "liter", "liters");
        add("mL", "毫升", "milliliter", "milliliters");
        add("ml", "毫升", "milliliter", "milliliters");
        add("℃", "摄氏度", "degree Celsius", "degrees Celsius");
        add("°C", "摄氏度", "degree Celsius", "degrees Celsius");
        add("°F", "华氏度", "degree Fahrenheit", "degrees Fahrenheit");
        add("°", "度", "degree", "degrees");
        add("Hz", "赫兹", "hertz", "hertz");
        add("kHz", "千赫兹", "kilohertz", "kilohertz");
        add("MHz", "兆赫兹", "megahertz", "megahertz");
        add("GHz", "吉赫兹", "gigahertz", "gigahertz");
        add("dB", "分贝", "decibel", "decibels");
        add("kWh", "千瓦时", "kilowatt hour", "kilowatt hours");
        add("mAh", "毫安时", "milliampere hour", "milliampere hours");
        add("kW", "千瓦", "kilowatt", "kilowatts");
        add("MW", "兆瓦", "megawatt", "megawatts");
        add("W", "瓦", "watt", "watts");
        add("V", "伏", "volt", "volts");
        add("mA", "毫安", "milliampere", "milliamperes");
        add("ms", "毫秒", "millisecond", "milliseconds");
        add("μs", "微秒", "microsecond", "microseconds");
        add("s", "秒", "second", "seconds");
        add("min", "分钟", "minute", "minutes");
        add("h", "小时", "hour", "hours");
        add("px", "像素", "pixel", "pixels");
        add("TB", "TB", "terabyte", "terabytes");
        add("GB", "GB", "gigabyte", "gigabytes");
        add("MB", "MB", "megabyte", "megabytes");
        add("KB", "KB", "kilobyte", "kilobytes");
        add("kB", "KB", "kilobyte", "kilobytes");
        add("GiB", "GB", "gibibyte", "gibibytes");
        add("MiB", "MB", "mebibyte", "mebibytes");
        add("Mbps", "兆每秒", "megabit per second", "megabits per second");
        add("ft", "英尺", "foot", "feet");
        add("lb", "磅", "pound", "pounds");
        add("mph", "英里每小时", "mile per hour", "miles per hour");
    }

    /** All signs, the longest first: an alternative of a pattern. */
    static final String PATTERN = UNITS.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(Collectors.joining("|", "(", ")(?![A-Za-z0-9²³/])"));

    private Units() {}

    private static void add(String sign, String chinese, String one, String many) {
        UNITS.put(sign, new Unit(chinese, one, many));
    }

    static String chinese(String sign) {
        return get(sign).chinese();
    }

    static String english(String sign, boolean one) {
        return one ? get(sign).one() : get(sign).many();
    }

    private static Unit get(String sign) {
        Unit unit = UNITS.get(sign);
        return unit == null ? new Unit(sign, sign, sign) : unit;
    }
}
