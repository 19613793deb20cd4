# Mọi câu chữ mà người dùng đọc. Tiếng Việt hành chính, dùng từ như trong các quyết định.
# Section order is that of the rooms; keys are prefixed by their room's word.

### common — words used everywhere

report-what = Lỗi:
report-why = Vì:
report-hint = Cách sửa:



### rule — sentences that explain a result (domain/rule, domain/scorecard)



### flag — what checks find (domain/flags, intake)



### framework — reading and checking framework files



### store — journal, doctor



### intake — reading submitted files



### form — tables, export



### task — use cases



### cli — the command line



### tui — screens and dialogs



### act — names and help of the acts of the program


