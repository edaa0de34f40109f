package org.liaoyuan.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Spring application; {@code cli} starts it. */
@SpringBootApplication
public class Application {}
