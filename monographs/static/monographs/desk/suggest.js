'use strict';
// Suggestions for inputs that name an effect, a class or a drug.
{
    const WAIT = 200;
    let timer;

    const fill = async (input) => {
        const list = input.list;
        const [model, field] = input.dataset.suggest.split('.');
        const query = new URLSearchParams({
            app_label: 'monographs', model_name: model, field_name: field, term: input.value,
        });
        const answer = await fetch(`${list.dataset.url}?${query}`);
        if (!answer.ok) {
            return;
        }
        const {results} = await answer.json();
        list.replaceChildren(...results.map((result) => new Option(result.text, result.text)));
    };

    document.addEventListener('input', (event) => {
        if (event.target.matches('input[data-suggest]') && event.target.value) {
            clearTimeout(timer);
            timer = setTimeout(() => fill(event.target), WAIT);
        }
    });
}
