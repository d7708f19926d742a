-- Opens $MIG_TEST_FILE with the language server, sees what is wrong, takes the quick fix whose title has $MIG_TEST_FIX,
-- formats and saves. What it saw goes to $MIG_TEST_REPORT:
--   nvim --headless -u NONE --cmd 'set rtp^=editor-support/vim,editor-support/nvim' -S editor-support/test/nvim.lua
local seen = {}

local function wait_until(what, holds)
  if not vim.wait(60000, holds, 20) then
    error(what .. ' did not come')
  end
end

local function request(method, params)
  local answers, failure = vim.lsp.buf_request_sync(0, method, params, 30000)
  assert(answers, failure)
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    return answer.result
  end
  error('no server answers ' .. method)
end

local function session()
  require('mig').setup()
  vim.cmd('filetype plugin indent on')
  vim.cmd('syntax on')
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.MIG_TEST_FILE))
  wait_until('a diagnostic', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local wrong = vim.diagnostic.get(0)[1]
  seen.message = wrong.message
  seen.line = wrong.lnum
  seen.code = wrong.code or (wrong.user_data and wrong.user_data.lsp and wrong.user_data.lsp.code)

  vim.api.nvim_win_set_cursor(0, { wrong.lnum + 1, wrong.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(), only = { 'quickfix' } }
  local actions = request('textDocument/codeAction', params)
  seen.fixes = vim.tbl_map(function(action)
    return action.title
  end, actions)
  local action = assert(vim.tbl_filter(function(action)
    return action.title:find(vim.env.MIG_TEST_FIX, 1, true)
  end, actions)[1], 'no such quick fix: ' .. vim.inspect(seen.fixes))
  if not action.edit then
    action = request('codeAction/resolve', action)
  end
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  wait_until('an end of the diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)

  require('mig').format(0)
  vim.cmd('write')
end

local good, failure = pcall(session)
seen.failure = not good and tostring(failure) or nil
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.MIG_TEST_REPORT)
vim.cmd('qall!')
