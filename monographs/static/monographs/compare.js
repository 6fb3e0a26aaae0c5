'use strict';
// Drugs to compare, remembered by this tab alone. Without script, a link does.
{
    const MOST = 4;
    const offer = document.querySelector('[data-compare]');
    const compared = document.querySelector('[data-compared]');
    let store;
    try {
        store = sessionStorage;
    } catch {
        // Forbidden: the link stays.
    }
    if (store && compared) {
        store.compare = compared.dataset.compared;
        // The page without drugs says nothing of them: it may be a way to look around.
        compared.onclick = (event) => {
            if (event.target.getAttribute('href') === location.pathname) {
                store.compare = '';
            }
        };
    }
    if (store && offer) {
        const slug = offer.dataset.compare;
        const [link, toggle] = offer.children;
        const tray = document.querySelector('.compare-tray');
        const [status, go, clear] = tray.children;

        const read = () => (store.compare || '').split(' ').filter(Boolean);
        const show = () => {
            const slugs = read(), count = slugs.length;
            toggle.textContent = slugs.includes(slug) ? 'Remove from compare' : 'Add to compare';
            status.textContent = count ? `Drugs to compare: ${count}` : '';
            go.search = new URLSearchParams(slugs.map((s) => ['d', s]));
            go.hidden = clear.hidden = !count;
        };
        const keep = (slugs) => {
            store.compare = slugs.join(' ');
            show();
        };
        toggle.onclick = () => {
            const slugs = read(), others = slugs.filter((one) => one !== slug);
            if (others.length < MOST) {
                keep(others.length < slugs.length ? others : [...slugs, slug]);
            } else {
                status.textContent = 'Four drugs are the most.';
            }
        };
        clear.onclick = () => {
            keep([]);
            toggle.focus();
        };
        link.hidden = true;
        toggle.hidden = tray.hidden = false;
        onpageshow = show;
    }
}
