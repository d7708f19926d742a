;;; emacs.el --- writes the colours of mig files as letters  -*- lexical-binding: t; -*-

;; Colours the files named one a line in $MIG_TEST_FILES and writes beside each, as FILE.letters, a letter for each
;; character:
;;   emacs -Q --batch -l editor-support/emacs/mig-mode.el -l editor-support/test/emacs.el

(defconst mig-test-letters
  '((font-lock-keyword-face . ?s)
    (font-lock-builtin-face . ?k)
    (font-lock-constant-face . ?k)
    (font-lock-function-name-face . ?f)
    (font-lock-type-face . ?t)
    (font-lock-string-face . ?\")
    (mig-number-face . ?0)
    (font-lock-comment-face . ?-)
    (font-lock-comment-delimiter-face . ?-)
    (mig-operator-face . ?=)
    (font-lock-warning-face . ?!)
    (nil . ?\s)))

(defun mig-test-letter (place)
  "The letter of what stands at PLACE."
  (cond ((memq (char-after place) '(?\s ?\t ?\n ?\r)) (if (eq (char-after place) ?\n) ?\n ?\s))
        ((or (eq t (nth 3 (syntax-ppss place)))
             (eq t (nth 3 (syntax-ppss (1+ place)))))
         ?q)
        (t (let ((letter (assq (get-text-property place 'face) mig-test-letters)))
             (unless letter
               (error "No letter for %s" (get-text-property place 'face)))
             (cdr letter)))))

(let ((coding-system-for-read 'utf-8-unix)
      (coding-system-for-write 'utf-8-unix)
      (files (with-temp-buffer
               (insert-file-contents (getenv "MIG_TEST_FILES"))
               (split-string (buffer-string) "\n" t))))
  (dolist (file files)
    (with-current-buffer (find-file-noselect file)
      (unless (eq major-mode 'mig-mode)
        (error "Not in mig-mode: %s" file))
      (font-lock-ensure)
      (let ((letters (mapcar #'mig-test-letter (number-sequence 1 (1- (point-max))))))
        (with-temp-file (concat file ".letters")
          (insert (apply #'string letters))))
      (kill-buffer))))
