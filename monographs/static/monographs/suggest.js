'use strict';
// Suggestions below a search box: a combobox with a list, as ARIA describes it.
{
    const set = (element, attributes) => {
        for (const name in attributes) element.setAttribute(name, attributes[name]);
        return element;
    };
    const make = (tag, part, attributes) => {
        const made = document.createElement(tag);
        made.className = `suggestions${part}`;
        return set(made, attributes);
    };
    for (const box of document.querySelectorAll('[data-suggest]')) {
        const input = box.querySelector('input');
        const id = `${input.id}-suggestions`;
        const list = make('ul', '', {id, role: 'listbox', 'aria-label': 'Suggestions'});
        const status = make('div', '__status', {role: 'status'});
        let timer, asked, chosen;

        const choose = (place) => {
            const option = list.children[chosen = place];
            for (const one of list.children) set(one, {'aria-selected': one === option});
            set(input, {'aria-activedescendant': option?.id ?? ''});
            option?.scrollIntoView({block: 'nearest'});
        };
        const show = (isOpen) => {
            list.hidden = !isOpen;
            set(input, {'aria-expanded': isOpen});
            choose(-1);
        };
        const optionOf = ({text, detail, url}, place) => {
            const option = make('li', '__one', {id: `${id}-${place}`, role: 'option'});
            const more = make('span', '__detail');
            more.textContent = detail;
            option.dataset.url = url;
            option.append(text, ' ', more);
            return option;
        };
        const ask = async () => {
            const q = asked = input.value.trim();
            const url = `${box.dataset.suggest}?${new URLSearchParams({q})}`;
            const answer = q && await fetch(url).catch(() => null);
            const found = answer?.ok ? (await answer.json()).suggestions : [];
            // They may have typed on, or left.
            if (q !== asked || document.activeElement !== input) return;
            list.replaceChildren(...found.map(optionOf));
            show(found.length > 0);
            status.textContent = q && `Suggestions: ${found.length}`;
        };
        const go = (option) => option && location.assign(option.dataset.url);

        set(input, {role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id});
        box.append(list, status);
        show(false);
        input.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(ask, 150);
        });
        input.addEventListener('blur', () => show(false));
        input.addEventListener('keydown', (event) => {
            const {key} = event, count = list.children.length, isOpen = !list.hidden;
            if (key === 'Escape' && isOpen) show(false);
            else if (key === 'Enter' && chosen >= 0) go(list.children[chosen]);
            else if (key === 'ArrowUp' && isOpen) choose((chosen < 0 ? count : chosen) - 1);
            else if (key === 'ArrowDown' && count) {
                if (!isOpen) show(true);
                choose(chosen + 1 < count ? chosen + 1 : -1);
            } else return;
            event.preventDefault();
        });
        // Before the box loses the focus and the list closes.
        list.addEventListener('mousedown', (event) => event.preventDefault());
        list.addEventListener('click', ({target}) => go(target.closest('[role=option]')));
    }
}
