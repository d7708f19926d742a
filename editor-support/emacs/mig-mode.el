;;; mig-mode.el --- Scripts of mig, a language for database migrations  -*- lexical-binding: t; -*-

;; Version: 0.1
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages

;;; Commentary:

;; Colours, comments and indentation for .mig files, and the language server for eglot:
;;
;;   (require 'mig-mode)
;;   (add-hook 'mig-mode-hook #'eglot-ensure)

;;; Code:

(require 'subr-x)

(defgroup mig nil
  "Scripts of mig."
  :group 'languages)

(defcustom mig-indent-offset 2
  "By how many columns a block is indented."
  :type 'integer
  :safe #'integerp)

(defcustom mig-program "mig"
  "The program that is started as a language server."
  :type 'string)

;; generated: mig--keywords = keywords
(defconst mig--keywords
  '("action" "add" "affects" "after" "all" "alter" "and" "any" "as" "asc" "assert" "at" "auto" "back" "background"
    "batches" "between" "bit" "by" "cascade" "case" "cast" "change" "character" "check" "column" "columns"
    "combine" "combining" "conflict" "constraint" "contract" "copy" "count" "create" "date" "dedupe" "default"
    "define" "delete" "desc" "digest" "distinct" "double" "down" "drop" "each" "else" "end" "every" "exists"
    "expand" "expect" "expression" "extract" "fail" "false" "fill" "filled" "first" "fold" "for" "foreign" "from"
    "generated" "group" "identity" "if" "ilike" "in" "include" "index" "insert" "interval" "into" "irreversible"
    "is" "join" "keep" "key" "last" "left" "let" "lift" "like" "losing" "map" "matching" "merge" "migration"
    "missing" "move" "no" "not" "null" "of" "on" "ops" "or" "order" "parallel" "param" "pause" "per" "postgres"
    "precision" "primary" "references" "refuse" "remap" "rename" "replace" "repoint" "require" "restrict"
    "reverse" "row" "rows" "save" "saving" "set" "skip" "split" "sql" "sqlite" "sync" "table" "then" "time"
    "timestamp" "to" "triggers" "true" "type" "unchanged" "unique" "up" "update" "using" "validate" "validated"
    "values" "varying" "walk" "when" "where" "with" "within" "without" "zone"))
;; end of generated

;; generated: mig--starters = starters
(defconst mig--starters
  '("add" "after" "alter" "assert" "combine" "contract" "copy" "create" "dedupe" "define" "delete" "drop" "expand"
    "expect" "extract" "fill" "fold" "for" "if" "in" "include" "insert" "irreversible" "let" "lift" "map"
    "migration" "move" "on" "param" "remap" "rename" "replace" "require" "reverse" "save" "split" "sql" "update"
    "validate"))
;; end of generated

;; generated: mig--type-words = type words
(defconst mig--type-words
  '("bit" "character" "date" "double" "interval" "precision" "time" "timestamp" "varying" "zone"))
;; end of generated

;; generated: mig--types = types
(defconst mig--types
  '("bigint" "bit" "blob" "bool" "boolean" "bytea" "bytes" "char" "character" "charactervarying" "date" "decimal"
    "double" "doubleprecision" "float" "float4" "float8" "int" "int2" "int4" "int8" "integer" "interval" "json"
    "jsonb" "numeric" "precision" "real" "smallint" "text" "time" "timestamp" "timestamptz"
    "timestampwithouttimezone" "timestampwithtimezone" "timewithouttimezone" "uuid" "varchar" "varying" "zone"))
;; end of generated

;; generated: mig--functions = functions
(defconst mig--functions
  '("abs" "add_days" "add_hours" "add_minutes" "add_months" "add_seconds" "add_years" "ascii" "at_zone" "avg"
    "base64_decode" "base64_encode" "bool_and" "bool_or" "ceil" "ceiling" "char_length" "chr" "coalesce" "concat"
    "concat_ws" "contains" "count" "current_date" "date_trunc" "day" "days_between" "div" "ends_with" "epoch"
    "exp" "extract" "floor" "format_date" "from_bytes" "from_zone" "gcd" "gen_random_uuid" "greatest" "hex_decode"
    "hex_encode" "hour" "ifnull" "iif" "initcap" "is_bigint" "is_boolean" "is_date" "is_double" "is_integer"
    "is_interval" "is_json" "is_number" "is_smallint" "is_time" "is_timestamp" "is_timestamptz" "is_uuid"
    "json_agg" "json_array" "json_array_length" "json_get" "json_has" "json_merge" "json_object" "json_remove"
    "json_set" "json_text" "json_type" "last_day" "lcm" "least" "left" "length" "ln" "log10" "lower" "lpad"
    "ltrim" "make_date" "make_timestamp" "max" "md5" "md5_uuid" "min" "minute" "mod" "month" "months_between"
    "normalize" "now" "nullif" "octet_length" "pi" "position" "power" "random_token" "regexp_extract"
    "regexp_matches" "regexp_replace" "repeat" "replace" "reverse" "right" "round" "rpad" "rtrim" "second"
    "seconds_between" "sha224" "sha256" "sha384" "sha512" "sign" "slug" "split_part" "sqrt" "squeeze"
    "starts_with" "string_agg" "strpos" "substr" "substring" "sum" "to_bytes" "to_hex" "to_json" "to_timestamp"
    "translate" "trim" "trunc" "unaccent" "upper" "year" "years_between"))
;; end of generated

;; generated: mig--constants = constants
(defconst mig--constants
  '("false" "null" "true"))
;; end of generated

(defun mig--table (words)
  "A hash table of WORDS."
  (let ((table (make-hash-table :test #'equal)))
    (dolist (word words table)
      (puthash word t table))))

(defconst mig--keyword-table (mig--table mig--keywords))
(defconst mig--starter-table (mig--table mig--starters))
(defconst mig--type-word-table (mig--table mig--type-words))
(defconst mig--type-table (mig--table mig--types))
(defconst mig--function-table (mig--table mig--functions))
(defconst mig--constant-table (mig--table mig--constants))

(defvar mig-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?_ "w" table)
    (modify-syntax-entry ?' "\"" table)
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?\\ "." table)
    (modify-syntax-entry ?- ". 12b" table)
    (modify-syntax-entry ?/ ". 14n" table)
    (modify-syntax-entry ?* ". 23n" table)
    (modify-syntax-entry ?\n "> b" table)
    (dolist (sign '(?$ ?% ?& ?+ ?< ?= ?> ?|))
      (modify-syntax-entry sign "." table))
    table)
  "Words, texts in quotes, comments that may hold comments.")

;;; Texts, comments, quoted names and SQL

(defconst mig--word "[[:alpha:]_][[:word:]]*")
(defconst mig--quoted "\"\\(?:[^\"\n]\\|\"\"\\)*\"")
(defconst mig--closed-name (concat "\\(" mig--quoted "\\)\\(?:[^\"]\\|\\'\\)"))
(defconst mig--dollars (concat "\\$\\(?:" mig--word "\\)?\\$"))

(defun mig--skip-block-comment ()
  "Go behind the comment whose opening is before point."
  (let ((depth 1))
    (while (and (> depth 0) (re-search-forward "/\\*\\|\\*/" nil 'move))
      (setq depth (if (eq (char-before) ?*) (1+ depth) (1- depth))))))

(defun mig--skip-text ()
  "Go behind the text in quotes that point is in."
  (while (and (search-forward "'" nil 'move) (eq (char-after) ?'))
    (forward-char)))

(defun mig--skip-sql (opening)
  "Go behind the SQL that begins at OPENING and mark its end.
Point is behind its first dollars."
  (let ((dollars (save-excursion
                   (goto-char opening)
                   (looking-at mig--dollars)
                   (match-string 0)))
        (case-fold-search nil))
    (when (search-forward dollars nil 'move)
      (put-text-property (1- (point)) (point) 'syntax-table (string-to-syntax "|")))))

(defun mig--leave (state)
  "Go behind the text, comment or SQL that point is in by the STATE there."
  (cond ((nth 4 state)
         (if (eq (nth 7 state) 1)
             (end-of-line)
           (goto-char (+ 2 (nth 8 state)))
           (mig--skip-block-comment)))
        ((eq (nth 3 state) t)
         (goto-char (nth 8 state))
         (re-search-forward mig--dollars)
         (mig--skip-sql (nth 8 state)))
        ((nth 3 state)
         (goto-char (1+ (nth 8 state)))
         (mig--skip-text))))

(defun mig--syntax-propertize (start end)
  "Mark what the syntax table cannot say between START and END."
  (goto-char start)
  (let ((case-fold-search nil))
    (mig--leave (syntax-ppss))
    (while (and (< (point) end)
                (re-search-forward (concat "--\\|/\\*\\|['\"]\\|" mig--dollars) end 'move))
      (let ((opening (match-beginning 0)))
        (pcase (char-after opening)
          (?- (put-text-property opening (1+ opening) 'syntax-table (string-to-syntax "< b"))
              (end-of-line))
          (?/ (mig--skip-block-comment))
          (?' (mig--skip-text))
          (?\" (goto-char opening)
               (if (looking-at mig--closed-name)
                   (goto-char (match-end 1))
                 (end-of-line))
               (put-text-property opening (point) 'syntax-table (string-to-syntax ".")))
          (?$ (put-text-property opening (1+ opening) 'syntax-table (string-to-syntax "|"))
              (mig--skip-sql opening)))))))

(defun mig--syntactic-face (state)
  "The face of what STATE says point is in; none for SQL."
  (cond ((nth 4 state) 'font-lock-comment-face)
        ((eq (nth 3 state) ?') 'font-lock-string-face)))

;;; Words

(defconst mig--part (concat "{" mig--word "\\(?:\\." mig--word "\\)?}"))
(defconst mig--template
  (concat "\\(?:" mig--word mig--part "\\(?:[[:word:]]\\|" mig--part "\\)*"
          "\\|" mig--part "\\(?:[[:word:]]\\|" mig--part "\\)+\\)"))
(defconst mig--number
  "[0-9]+\\(?:\\.[0-9]+\\)?\\(?:[eE][+-]?[0-9]+\\)?\\|\\.[0-9]+\\(?:[eE][+-]?[0-9]+\\)?")
(defconst mig--operator "->>\\|->\\|::\\|||\\|<>\\|!=\\|<=\\|>=\\|[-=<>+*/%]")
(defconst mig--unknown "\"[^\n]*\\|[?#@!:\\`&|^~$]")

;; a name that is quoted or built from parts; a word; a number; an operator; what is none of these
(defconst mig--token
  (concat "\\(" mig--template "\\|" mig--quoted "\\)\\|\\(" mig--word "\\)\\|\\(" mig--number
          "\\)\\|\\(" mig--operator "\\)\\|\\(" mig--unknown "\\)"))

(defconst mig--faces
  '((statement . font-lock-keyword-face)
    (keyword . font-lock-builtin-face)
    (constant . font-lock-constant-face)
    (function . font-lock-function-name-face)
    (type . font-lock-type-face)
    (number . mig-number-face)
    (operator . mig-operator-face)
    (unknown . font-lock-warning-face))
  "The faces of what a token can mean.")

(defface mig-number-face '((t :inherit font-lock-constant-face))
  "Numbers.")

(defface mig-operator-face '((t))
  "Signs between values.")

(defvar-local mig--last-end 1
  "Where the last token ends that was looked at.")
(defvar-local mig--last-kind nil
  "What it was: name, type, before-type or other.")
(defvar mig--face nil
  "The face of the token that was found.")

(defun mig--first-p (start)
  "Whether what stands at START is the first of its line, block or statement."
  (save-excursion
    (goto-char start)
    (skip-chars-backward " \t")
    (or (bolp)
        (memq (char-before) '(?{ ?\;))
        (and (eq (char-before) ?})
             (not (and (= (point) mig--last-end) (eq mig--last-kind 'name)))))))

(defun mig--next-p (regexp)
  "Whether REGEXP follows on this line."
  (save-excursion
    (skip-chars-forward " \t")
    (looking-at regexp)))

(defun mig--in-p (table &optional word)
  "Whether TABLE has WORD, or the one that follows."
  (save-excursion
    (skip-chars-forward " \t")
    (gethash (downcase (or word (if (looking-at mig--word) (match-string 0) ""))) table)))

(defun mig--type-next-p ()
  "Whether a type follows behind a blank."
  (and (looking-at "[ \t]") (mig--in-p mig--type-table)))

(defun mig--word-kind (word start)
  "What WORD at START means; point is behind it."
  (let* ((first (mig--first-p start))
         (keyword (mig--in-p mig--keyword-table word))
         (type-word (mig--in-p mig--type-word-table word))
         (dotted (or (mig--next-p "\\.\\(?:[^0-9]\\|\\'\\)")
                     (save-excursion
                       (goto-char start)
                       (skip-chars-backward " \t")
                       (eq (char-before) ?.))))
         (called (mig--next-p "("))
         (between (string-blank-p (buffer-substring mig--last-end start)))
         (last (and between (not (bolp)) mig--last-kind)))
    (cond
     (dotted 'name)
     ((and first keyword (mig--next-p "=")) 'name)
     ((and called (mig--in-p mig--function-table word)) 'function)
     ((and first called (not keyword)) 'function)
     ((and first (mig--in-p mig--starter-table word)) 'statement)
     ((and first keyword (mig--type-next-p) (not (member (downcase word) '("as" "type")))) 'name)
     ((and type-word (mig--next-p "'")) 'type)
     ((and (member (downcase word) '("with" "without")) (mig--next-p "time[ \t]+zone\\>")) 'type)
     ((and (not first)
           (or (and (memq last '(name before-type)) (mig--in-p mig--type-table word))
               (and (eq last 'type) type-word)))
      'type)
     ((mig--in-p mig--constant-table word) 'constant)
     (keyword 'keyword)
     (t 'name))))

(defun mig--match-token (limit)
  "Find the next token before LIMIT that has a face, and set `mig--face'."
  (let ((case-fold-search t)
        (found nil))
    (while (and (not found) (re-search-forward mig--token limit t))
      (let* ((start (match-beginning 0))
             (end (match-end 0))
             (inside (if (eq (char-after start) ?$) end start))
             (state (save-excursion (syntax-ppss inside))))
        (when (and (eq (char-after start) ?\") (eq (char-after end) ?\"))
          (setq end (save-excursion (goto-char start) (line-end-position))))
        (if (nth 8 state)
            (progn (goto-char inside)
                   (parse-partial-sexp inside limit nil nil state 'syntax-table))
          (when (or (= start (line-beginning-position))
                    (> mig--last-end start)
                    (save-excursion (goto-char mig--last-end) (> start (line-end-position))))
            (setq mig--last-end start mig--last-kind nil))
          (let ((kind (cond ((< (match-end 0) end) 'unknown)
                            ((match-beginning 1) 'name)
                            ((match-beginning 2) (mig--word-kind (match-string 2) start))
                            ((match-beginning 3) 'number)
                            ((match-beginning 4) 'operator)
                            (t 'unknown))))
            (setq mig--last-end end
                  mig--last-kind
                  (cond ((memq kind '(name type)) kind)
                        ((and (eq kind 'keyword)
                              (member (downcase (buffer-substring start end)) '("as" "type")))
                         'before-type)
                        ((and (eq kind 'operator) (string= (buffer-substring start end) "::"))
                         'before-type)))
            (goto-char end)
            (when-let ((face (cdr (assq kind mig--faces))))
              (set-match-data (list start end))
              (setq mig--face face
                    found t))))))
    found))

(defun mig--match-sql (regexp limit)
  "Find REGEXP before LIMIT within SQL of the user's own."
  (let ((case-fold-search t)
        (found nil))
    (while (and (not found) (re-search-forward regexp limit t))
      (setq found (eq t (nth 3 (save-match-data (save-excursion (syntax-ppss (match-beginning 0))))))))
    found))

(defvar sql-mode-ansi-font-lock-keywords)
(defvar sql-mode-postgres-font-lock-keywords)

(defun mig--sql-keywords ()
  "The keywords of `sql-mode', for SQL of the user's own."
  (require 'sql)
  (append
   (mapcar (lambda (entry)
             (let ((regexp (car entry)))
               (list (lambda (limit) (mig--match-sql regexp limit))
                     (list 0 (list 'quote (cdr entry)) 'keep))))
           (seq-filter (lambda (entry) (and (stringp (car entry)) (symbolp (cdr entry))))
                       (append sql-mode-ansi-font-lock-keywords
                               sql-mode-postgres-font-lock-keywords)))
   '(((lambda (limit) (mig--match-sql "'[^']*'" limit)) (0 'font-lock-string-face t))
     ((lambda (limit) (mig--match-sql "--.*$" limit)) (0 'font-lock-comment-face t)))))

;;; Indentation

(defun mig--indentation ()
  "By how many columns the line of point is to be indented.
It is nil inside of texts and comments; a deeper line of a long statement stays."
  (save-excursion
    (beginning-of-line)
    (let* ((state (syntax-ppss))
           (opening (nth 1 state))
           (block (if opening (+ mig-indent-offset (mig--column opening)) 0))
           (before (mig--line-before)))
      (unless (nth 8 state)
        (skip-chars-forward " \t")
        (cond
         ((looking-at "[])}]") (if opening (mig--column opening) 0))
         ((or (null before)
              (and opening (= (line-number-at-pos opening) (line-number-at-pos before)))
              (and (looking-at mig--word)
                   (mig--in-p mig--starter-table (match-string 0))))
          block)
         ((eolp) (mig--column before))
         (t (max block (current-indentation))))))))

(defun mig--column (place)
  "The indentation of the line of PLACE."
  (save-excursion (goto-char place) (current-indentation)))

(defun mig--line-before ()
  "A place on the last line before that of point that is not blank, or nil."
  (save-excursion
    (beginning-of-line)
    (skip-chars-backward " \t\n\r")
    (unless (bobp) (point))))

(defun mig-indent-line ()
  "Indent the line of point."
  (interactive)
  (let ((column (mig--indentation)))
    (if (null column)
        'noindent
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column))))))

;;;###autoload
(define-derived-mode mig-mode prog-mode "mig"
  "Scripts of mig, a language for database migrations."
  (setq-local comment-start "-- ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "--+[ \t]*")
  (setq-local parse-sexp-lookup-properties t)
  (setq-local syntax-propertize-function #'mig--syntax-propertize)
  (setq-local indent-line-function #'mig-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-chars (append "}])" electric-indent-chars))
  (setq-local font-lock-multiline t)
  (setq font-lock-defaults
        `(((mig--match-token (0 mig--face)) ,@(mig--sql-keywords))
          nil t nil
          (font-lock-syntactic-face-function . mig--syntactic-face))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.mig\\'" . mig-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons 'mig-mode (lambda (&rest _) (list mig-program "lsp")))))

(provide 'mig-mode)
;;; mig-mode.el ends here
