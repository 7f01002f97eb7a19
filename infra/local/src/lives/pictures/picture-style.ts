/** What a picture looks like, on light and on dark ground; it has its own ground, so that it can stand on any page. */
export const STYLE = `
text{font:11px ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:#1d2835}
.title{font-size:20px;font-weight:600}.service{font-size:13px;font-weight:600}.when{font-size:12px;font-weight:600}
.number{font-size:10px;font-weight:600;fill:#fff}.small{font-size:10px}
.quiet{fill:#566373}
.meta{font-size:10px;fill:#566373}
.ground{fill:#fff;stroke:#d5dde6}.lane{fill:#f5f7fa}.head{fill:#e3eaf2}
.grid{stroke:#dbe2ea}.axis,.break{stroke:#8b98a7;fill:none}
.rail{stroke:#51606f;stroke-width:1.5}.stop{fill:#51606f}.pass{fill:#fff;stroke:#51606f;stroke-width:1.5}
.arrow{stroke:#6b7988;stroke-width:1.2;fill:none}.point{fill:#6b7988}
.request{fill:#2f6fb3}.send{fill:#c97a12}.process{fill:#23875f}.job{fill:#8a55b5}.other{fill:#7a8794}
@media (prefers-color-scheme:dark){
text{fill:#e4eaf0}
.number{fill:#10161d}
.quiet{fill:#9dabba}
.meta{fill:#9dabba}
.ground{fill:#10161d;stroke:#2c3744}.lane{fill:#19212b}.head{fill:#263341}
.grid{stroke:#2a3542}.axis,.break{stroke:#6f7d8c}
.rail{stroke:#aab7c4}.stop{fill:#aab7c4}.pass{fill:#10161d;stroke:#aab7c4}
.arrow{stroke:#8b99a8}.point{fill:#8b99a8}
.request{fill:#6aa8ea}.send{fill:#e6a548}.process{fill:#52bd8f}.job{fill:#bd90e0}.other{fill:#94a1af}
}`;
