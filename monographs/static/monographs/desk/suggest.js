'use strict';
// Suggestions for inputs that name an effect, a class or a drug.
{
    const WAIT = 200;
    // In a table of 400 rows the lists are named here rather than in each row.
    const LISTS = {effect: 'suggest-effect', frequency_word: 'suggest-frequency_word'};
    let timer;

    const fill = async (input) => {
        const {url, suggest} = input.list.dataset;
        const [model, field] = suggest.split('.');
        const query = new URLSearchParams({
            app_label: 'monographs', model_name: model, field_name: field, term: input.value,
        });
        const answer = await fetch(`${url}?${query}`);
        if (!answer.ok || answer.redirected) {
            return;
        }
        const {results} = await answer.json();
        input.list?.replaceChildren(
            ...results.map((result) => new Option(result.text, result.text)));
    };

    document.addEventListener('focusin', ({target}) => {
        const name = target.name?.split('-').at(-1);
        if (LISTS[name] && !target.list) {
            target.setAttribute('list', LISTS[name]);
            target.autocomplete = 'off';
        }
    });
    document.addEventListener('input', ({target}) => {
        if (target.list?.dataset.suggest && target.value) {
            clearTimeout(timer);
            timer = setTimeout(() => fill(target), WAIT);
        }
    });
}
