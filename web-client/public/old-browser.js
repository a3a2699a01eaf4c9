/* Runs in every browser, however old: shows the static words of the page when the real script could not run. */
(function () {
  var able =
    'noModule' in document.createElement('script') &&
    'WebSocket' in window &&
    'fetch' in window &&
    'showModal' in document.createElement('dialog') &&
    typeof Array.prototype.at === 'function' &&
    typeof String.prototype.replaceAll === 'function';
  if (able) return;
  document.addEventListener('DOMContentLoaded', function () {
    var words = document.getElementById('old-browser');
    if (words) words.removeAttribute('hidden');
    var app = document.getElementById('app');
    if (app) app.setAttribute('hidden', '');
  });
})();
