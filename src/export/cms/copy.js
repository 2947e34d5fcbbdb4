(function () {
  "use strict";
  var shown = document.getElementById("shown");
  var source = document.getElementById("source");
  var tables = document.getElementById("tables");
  var said = document.getElementById("said");
  shown.innerHTML = source.value;

  // The same words twice are a change only if the line was empty in between.
  function say(words) {
    said.textContent = "";
    window.setTimeout(function () { said.textContent = words; }, 50);
  }

  function tell(isCopied, what) {
    say(isCopied
      ? "已复制" + what + "，到编辑器里按 Ctrl+V 粘贴"
      : "浏览器不让复制" + what + "。内容已经选中，按 Ctrl+C 复制");
  }

  function asked() {
    try {
      return document.execCommand("copy");
    } catch (error) {
      return false;
    }
  }

  function bySelection(what) {
    var selection = window.getSelection();
    var range = document.createRange();
    range.selectNodeContents(shown);
    selection.removeAllRanges();
    selection.addRange(range);
    tell(asked(), what);
  }

  function rich() {
    var clipboard = navigator.clipboard;
    if (!clipboard || !clipboard.write || !window.ClipboardItem) {
      bySelection("正文");
      return;
    }
    var item = new window.ClipboardItem({
      "text/html": new Blob([source.value], { type: "text/html" }),
      "text/plain": new Blob([shown.innerText], { type: "text/plain" })
    });
    clipboard.write([item]).then(
      function () { tell(true, "正文"); },
      function () { bySelection("正文"); }
    );
  }

  function text(area, what) {
    return function () {
      area.focus();
      area.select();
      tell(asked(), what);
    };
  }

  document.getElementById("rich").onclick = rich;
  document.getElementById("plain").onclick = text(tables, "表格");
  document.getElementById("code").onclick = text(source, "源码");
}());
