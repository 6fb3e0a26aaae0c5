'use strict';
// Keeps an import's progress live; without this script the page reloads itself.
{
    const WAIT = 1000;
    const SPOKEN_EVERY = 10;  // percent: a screen reader is not to read every second

    const follow = (box) => {
        const bar = box.querySelector('progress');
        const words = box.querySelector('[data-words]');
        const spoken = box.querySelector('[data-spoken]');
        const alone = box.querySelector('[data-alone]');
        let lastSpoken = -SPOKEN_EVERY;

        const show = (progress) => {
            if (progress.total) {
                bar.max = progress.total;
                bar.value = progress.done;
            } else {
                bar.removeAttribute('value');  // nobody knows yet how much there is
            }
            words.textContent = progress.words;
            alone.hidden = !progress.is_left_alone;
            if (progress.percent >= lastSpoken + SPOKEN_EVERY) {
                spoken.textContent = progress.words;
                lastSpoken = progress.percent;
            }
        };

        const ask = async () => {
            try {
                const answer = await fetch(box.dataset.progress);
                // Logged out, or no longer allowed: the page itself says so.
                const isRefused = answer.redirected || (answer.status >= 400 && answer.status < 500);
                const progress = answer.ok && !isRefused && await answer.json();
                if (isRefused || (progress && !progress.is_working)) {
                    location.reload();
                    return;
                }
                if (progress) {
                    show(progress);
                }
            } catch {
                // The connection comes and goes; the next second asks again.
            }
            setTimeout(ask, WAIT);
        };

        setTimeout(ask, WAIT);
    };

    document.querySelectorAll('[data-progress]').forEach(follow);
}
