package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void theTotalOfSeveralFilesIsKnownFromTheStart() {
        Progress progress = new Progress(1_100);

        assertThat(progress.now().totalBytes()).isEqualTo(1_100);
        progress.begin(100);
        progress.at(100);
        progress.begin(1_000);
        progress.at(300);

        assertThat(progress.now().doneBytes()).isEqualTo(400);
        assertThat(progress.now().totalBytes()).isEqualTo(1_100);
    }

    @Test
    void aWrapperLargerThanTheFileDoesNotPassTheTotal() {
        Progress progress = new Progress();

        progress.begin(1_000);
        progress.at(1_034);

        assertThat(progress.now().doneBytes()).isEqualTo(1_000);
    }

    @Test
    void aSourceThatBeginsAnewDoesNotTurnItBack() {
        Progress progress = new Progress();
        progress.begin(1_000);
        progress.at(800);

        progress.at(0);
        assertThat(progress.now().doneBytes()).isEqualTo(800);

        progress.at(900);
        assertThat(progress.now().doneBytes()).isEqualTo(900);
    }

    @Test
    void anUnknownTotalIsZeroUntilASourceNamesIt() {
        Progress progress = new Progress();
        progress.begin(100);
        progress.at(100);
        progress.begin(0);
        progress.at(50);

        assertThat(progress.now().totalBytes()).isZero();

        progress.learnSize(500);

        assertThat(progress.now().totalBytes()).isEqualTo(600);
        assertThat(progress.now().doneBytes()).isEqualTo(150);
    }
}
